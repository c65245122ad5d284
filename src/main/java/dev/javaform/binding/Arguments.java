package dev.javaform.binding;

import dev.javaform.source.Diagnostic;
import dev.javaform.source.Mark;
import dev.javaform.source.Suggestion;
import dev.javaform.source.Yaml;

/** What there is to say about arguments that are wrong. */
final class Arguments {

  private Arguments() {}

  static Diagnostic unknown(ModuleType type, Yaml.Entry entry) {
    return Diagnostic.error(
        "Unknown argument",
        "%s has no argument \"%s\".%s Its arguments are: %s."
            .formatted(
                ModuleType.shortName(type.name()),
                entry.name(),
                Suggestion.didYouMean(entry.name(), type.words()),
                String.join(", ", type.parameters().stream().map(Parameter::name).toList())),
        entry.key().mark());
  }

  static Diagnostic noFreeForm(ModuleType type, Yaml.Scalar text) {
    String whole = text.text().strip();
    if (whole.startsWith("{{") && whole.endsWith("}}")) {
      return Diagnostic.error(
          "Not supported yet",
          "A template that stands for all arguments is not supported yet. Write the arguments one"
              + " by one.",
          text.mark());
    }
    return Diagnostic.error(
        "Unexpected text",
        "%s takes its arguments as a mapping or as key=value words, and \"%s\" is neither."
            .formatted(ModuleType.shortName(type.name()), text.text()),
        text.mark());
  }

  static Diagnostic missing(ModuleType type, Parameter parameter, Mark mark) {
    return Diagnostic.error(
        "Missing argument",
        "%s needs the argument \"%s\"."
            .formatted(ModuleType.shortName(type.name()), parameter.name()),
        mark);
  }

  static Diagnostic bad(ModuleType type, String parameter, Mark mark, RuntimeException reason) {
    return Diagnostic.error(
        "Wrong argument",
        "%s: in \"%s\", %s"
            .formatted(ModuleType.shortName(type.name()), parameter, stopped(reason.getMessage())),
        mark);
  }

  static Diagnostic refused(ModuleType type, Mark mark, String reason) {
    return Diagnostic.error(
        "Wrong arguments",
        "%s: %s".formatted(ModuleType.shortName(type.name()), stopped(reason)),
        mark);
  }

  /** {@code {{ x }}} where an expression is expected means the expression {@code x}. */
  static String expression(Yaml written) {
    String text = String.valueOf(written.plain()).strip();
    boolean bare = text.startsWith("{{") && text.endsWith("}}") && text.indexOf("{{", 2) < 0;
    return bare ? text.substring(2, text.length() - 2).strip() : text;
  }

  private static String stopped(String sentence) {
    return sentence.endsWith(".") || sentence.endsWith("?") ? sentence : sentence + ".";
  }
}
