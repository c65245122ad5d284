package dev.javaform.modules.linux.kernel;

import com.google.common.base.Splitter;
import dev.javaform.modules.linux.SeenFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file of sysctl.conf(5) as far as one parameter goes; every other line stays as it is.
 *
 * @param path where it is
 * @param name the parameter
 * @param whole the file
 */
record SysctlFile(String path, String name, SeenFile whole) {

  /** The file as it would be. */
  SysctlFile become(SeenFile planned) {
    return new SysctlFile(path, name, planned);
  }

  /** Its text, empty where there is no such file. */
  String text() {
    return whole.text();
  }

  /** The value that counts: the last one. */
  Optional<String> value() {
    return lines().stream()
        .filter(this::isMine)
        .reduce((_, last) -> last)
        .map(line -> SysctlState.normal(line.substring(line.indexOf('=') + 1)));
  }

  /** With this one value; where the parameter is set several times, the first line remains. */
  SysctlFile with(String value) {
    String mine = name + "=" + value;
    List<String> changed = new ArrayList<>();
    for (String line : lines()) {
      if (!isMine(line)) {
        changed.add(line);
      } else if (!changed.contains(mine)) {
        changed.add(mine);
      }
    }
    if (!changed.contains(mine)) {
      changed.add(mine);
    }
    return of(changed);
  }

  /** Without any line for it. */
  SysctlFile without() {
    return of(lines().stream().filter(line -> !isMine(line)).toList());
  }

  private SysctlFile of(List<String> lines) {
    return become(SeenFile.of(lines.isEmpty() ? "" : String.join("\n", lines) + "\n"));
  }

  private List<String> lines() {
    List<String> lines = Splitter.on('\n').splitToList(text());
    return lines.getLast().isEmpty() ? lines.subList(0, lines.size() - 1) : lines;
  }

  /** A minus before the name means that errors do not matter. */
  private boolean isMine(String line) {
    int equals = line.indexOf('=');
    return equals > 0 && line.substring(0, equals).strip().replaceFirst("^-\\s*", "").equals(name);
  }
}
