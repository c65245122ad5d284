package dev.javaform.modules.linux.facts;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.python.JsonException;
import dev.javaform.python.JsonReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the host's owner wrote into {@code /etc/ansible/facts.d/NAME.fact}, as JSON or INI: {@code
 * ansible_local}. Executable files are not run, since facts only read.
 */
final class LocalFacts implements FactReader {

  @Override
  public String name() {
    return "local";
  }

  @Override
  public ImmutableSet<String> subsets() {
    return ImmutableSet.of("min");
  }

  @Override
  public String script() {
    return "for each in etc/ansible/facts.d/*.fact; do [ -x \"$each\" ] || text \"$each\"; done\n";
  }

  @Override
  public Map<String, Object> read(FactText text) {
    var local = new LinkedHashMap<String, Object>();
    for (String path : text.blocks().keySet()) {
      String name = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.fact$", "");
      List<String> lines = text.block(path);
      local.put(name, value(lines));
    }
    return ImmutableMap.of("ansible_local", local);
  }

  private static Object value(List<String> lines) {
    try {
      return JsonReader.read(String.join("\n", lines));
    } catch (JsonException e) {
      return e.isExcessive()
          ? "error loading this fact as JSON: " + e.getMessage()
          : sections(lines);
    }
  }

  /** INI as Python's configparser reads it: names in lower case, {@code =} or {@code :}. */
  private static Map<String, Object> sections(List<String> lines) {
    var sections = new LinkedHashMap<String, Object>();
    var section = new LinkedHashMap<String, Object>();
    for (String line : lines) {
      String text = line.strip();
      String[] pair = text.split("\\s*[=:]\\s*", 2);
      if (text.startsWith("[") && text.endsWith("]")) {
        section = new LinkedHashMap<>();
        sections.put(text.substring(1, text.length() - 1), section);
      } else if (pair.length == 2 && !text.startsWith("#") && !text.startsWith(";")) {
        section.put(pair[0].toLowerCase(Locale.ROOT), pair[1]);
      }
    }
    return sections;
  }
}
