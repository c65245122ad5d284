package dev.javaform.engine;

import com.google.common.collect.ImmutableMap;
import dev.javaform.playbook.Keywords;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Yaml;
import dev.javaform.template.Scope;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Templates;
import dev.javaform.template.UnknownValueException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The environment variables that the keyword {@code environment} sets for what a task runs. */
final class Exports {

  private final Templates templates;

  Exports(Templates templates) {
    this.templates = templates;
  }

  /** All layers merged; later ones win. */
  ImmutableMap<String, String> of(Keywords keywords, Scope scope) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (Yaml layer : keywords.environment()) {
      merge(templates.renderKnown(layer, scope), environment);
      environment.forEach((name, value) -> requireExport(name, value, layer));
    }
    return ImmutableMap.copyOf(environment);
  }

  /** Source: POSIX.1-2017, Base Definitions, 3.235 Name. */
  private static void requireExport(String name, String value, Yaml layer) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      String detail = "\"%s\" is not a name that a shell can export: use letters, digits and _.";
      throw wrongEnvironment(detail.formatted(name), layer);
    }
    if (value.indexOf('\0') >= 0) {
      throw wrongEnvironment(
          "The value of %s holds a NUL character, which no shell can export.".formatted(name),
          layer);
    }
  }

  private static TemplateException wrongEnvironment(String detail, Yaml layer) {
    return new TemplateException(
        Diagnostic.error("Wrong environment", detail, layer.mark()), false);
  }

  private static void merge(@Nullable Object layer, Map<String, String> into) {
    switch (layer) {
      case Map<?, ?> map ->
          map.forEach((name, value) -> into.put(String.valueOf(name), shown(value)));
      case List<?> list -> list.forEach(each -> merge(each, into));
      case null, default -> {} // Ansible ignores what is no mapping, such as an empty default
    }
  }

  private static String shown(Object value) {
    return switch (UnknownValueException.known(value)) {
      case null -> "None";
      case Boolean truth -> truth ? "True" : "False";
      default -> value.toString();
    };
  }
}
