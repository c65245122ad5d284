package dev.javaform.modules.linux.facts;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Python of the host, where it has one: playbooks ask for it, and nothing here needs it. */
final class PythonFacts implements FactReader {

  private static final Pattern VERSION = Pattern.compile("Python ((\\d+)\\.(\\d+)\\.(\\d+)).*");

  @Override
  public String name() {
    return "python";
  }

  @Override
  public ImmutableSet<String> subsets() {
    return ImmutableSet.of("min");
  }

  @Override
  public String script() {
    return """
        for f in usr/bin/python3 usr/local/bin/python3 usr/libexec/platform-python; do [ -x "$f" ] || continue
          printf 'path=/%s\\n' "$f"; run version "$f" -V; break
        done
        """;
  }

  @Override
  public Map<String, Object> read(FactText text) {
    return text.value("path")
        .flatMap(path -> text.first("version").flatMap(said -> facts(path, said)))
        .orElse(ImmutableMap.of());
  }

  private static Optional<Map<String, Object>> facts(String path, String said) {
    Matcher version = VERSION.matcher(said);
    if (!version.matches()) {
      return Optional.empty();
    }
    long major = Long.parseLong(version.group(2));
    long minor = Long.parseLong(version.group(3));
    long micro = Long.parseLong(version.group(4));
    return Optional.of(
        ImmutableMap.of(
            "ansible_python_version",
            version.group(1),
            "ansible_python",
            ImmutableMap.of(
                "executable",
                path,
                "has_sslcontext",
                true,
                "type",
                "cpython",
                "version",
                ImmutableMap.of(
                    "major",
                    major,
                    "minor",
                    minor,
                    "micro",
                    micro,
                    "releaselevel",
                    "final",
                    "serial",
                    0L),
                "version_info",
                ImmutableList.of(major, minor, micro, "final", 0L))));
  }
}
