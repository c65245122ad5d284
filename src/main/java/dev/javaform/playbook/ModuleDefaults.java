package dev.javaform.playbook;

import dev.javaform.source.Yaml;

/** {@code module_defaults}: arguments of modules that tasks need not repeat. */
final class ModuleDefaults {

  private ModuleDefaults() {}

  /** The call's arguments over those that the keywords have for its module. */
  static Yaml.Mapping under(Call call, Keywords keywords) {
    return keywords.value(Keyword.MODULE_DEFAULTS).stream()
        .flatMap(defaults -> ((Yaml.Mapping) defaults).entries().stream())
        .filter(entry -> isFor(call.module().text(), entry.name()))
        .map(Yaml.Entry::value)
        .filter(Yaml.Mapping.class::isInstance)
        .map(defaults -> call.over((Yaml.Mapping) defaults).arguments())
        .findFirst()
        .orElse(call.arguments());
  }

  /** A short name and a full one may mean the same module; what begins with group/ is none. */
  private static boolean isFor(String called, String named) {
    return called.equals(named)
        || ((called.indexOf('.') < 0 || named.indexOf('.') < 0)
            && lastWord(called).equals(lastWord(named)));
  }

  private static String lastWord(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
