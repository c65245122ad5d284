package dev.javaform.modules.linux.accounts;

import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Output;
import dev.javaform.module.Probe;
import dev.javaform.module.Situated;
import dev.javaform.module.Unseen;
import dev.javaform.modules.linux.HoldsFiles;
import dev.javaform.modules.linux.Sections;
import dev.javaform.modules.linux.SeenFile;
import java.util.List;

/**
 * A file of limits.
 *
 * @param path where it is
 * @param text its text; empty where it is absent
 * @param file the file as it was seen
 * @param memlock what libvirt's daemon may lock in memory; empty where none runs
 */
record LimitsFile(@Unseen String path, String text, @Unseen SeenFile file, @Unseen String memlock)
    implements Situated<LimitsFile>, HoldsFiles {

  private static final String SCRIPT =
      """
      title memlock
      for pid in /run/virtqemud.pid /run/libvirtd.pid; do
        [ -r "$pid" ] && sed -n 's/^Max locked memory  *\\([a-z0-9]*\\).*/|\\1/p' "/proc/$(cat "$pid")/limits" 2>/dev/null
      done
      file {}
      """;

  static Probe<LimitsFile> probe(String path) {
    return Probe.of(Sections.script(SCRIPT, path), LimitsFile.class, output -> read(output, path));
  }

  private static LimitsFile read(Output output, String path) {
    Sections seen = Sections.read(output);
    SeenFile file = seen.files().getOrDefault(path, SeenFile.ABSENT);
    return new LimitsFile(path, file.text(), file, seen.first("memlock"));
  }

  LimitsFile with(String then) {
    return new LimitsFile(path, then, file, memlock);
  }

  @Override
  public ImmutableMap<String, SeenFile> heldFiles() {
    return ImmutableMap.of(path, SeenFile.written(text));
  }

  @Override
  public LimitsFile among(List<?> planned) {
    return with(HoldsFiles.among(planned, path, file).text());
  }
}
