package dev.javaform.modules.linux.facts;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;

/** The environment of the shell that runs the tasks: {@code ansible_env}. */
final class EnvironmentFacts implements FactReader {

  @Override
  public String name() {
    return "env";
  }

  @Override
  public ImmutableSet<String> subsets() {
    return ImmutableSet.of("min");
  }

  /** Values may hold line ends, so these travel as \001. */
  @Override
  public String script() {
    return """
        echo @env; cat /proc/self/environ 2>/dev/null | tr '\\n\\000' '\\001\\n' | sed 's/^/|/'; echo
        LC_ALL=C; export LC_ALL
        """;
  }

  @Override
  public Map<String, Object> read(FactText text) {
    var environment = ImmutableMap.<String, Object>builder();
    for (String line : text.block("env")) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        environment.put(
            line.substring(0, equals), line.substring(equals + 1).replace('\001', '\n'));
      }
    }
    return ImmutableMap.of("ansible_env", environment.buildKeepingLast());
  }
}
