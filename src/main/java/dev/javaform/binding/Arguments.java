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
                type.shortName(),
                entry.name(),
                Suggestion.didYouMean(entry.name(), type.words()),
                String.join(", ", type.parameters().stream().map(Parameter::name).toList())),
        entry.key().mark());
  }

  static Diagnostic noFreeForm(ModuleType type, Yaml.Scalar text) {
    return Diagnostic.error(
        "Unexpected text",
        "%s takes its arguments as a mapping or as key=value words, and \"%s\" is neither."
            .formatted(type.shortName(), text.text()),
        text.mark());
  }

  /** A template for all arguments would let a host choose among them. */
  static Diagnostic told(ModuleType type, Mark mark) {
    return Diagnostic.error(
        "Arguments of a host",
        ("What stands for the arguments of %s comes from a host here, which must not choose them."
                + " Write the arguments one by one.")
            .formatted(type.shortName()),
        mark);
  }

  static Diagnostic noMapping(ModuleType type, Mark mark) {
    return Diagnostic.error(
        "Wrong arguments",
        "%s: the template that stands for all arguments must become a mapping of them."
            .formatted(type.shortName()),
        mark);
  }

  static Diagnostic missing(ModuleType type, Parameter parameter, Mark mark) {
    return Diagnostic.error(
        "Missing argument",
        "%s needs the argument \"%s\".".formatted(type.shortName(), parameter.name()),
        mark);
  }

  static Diagnostic bad(ModuleType type, Parameter parameter, Mark mark, BadArgument reason) {
    Diagnostic bad = bad(type, parameter.name(), mark, reason);
    return parameter.isSecret() ? unshown(type, parameter, bad) : bad;
  }

  /** What says something of a secret might hold it. */
  static Diagnostic unshown(ModuleType type, Parameter parameter, Diagnostic diagnostic) {
    return diagnostic.unshown(
        "%s: the value of \"%s\" is wrong; why is not shown, because that might reveal the secret."
            .formatted(type.shortName(), parameter.name()));
  }

  static Diagnostic bad(ModuleType type, String parameter, Mark mark, BadArgument reason) {
    return Diagnostic.error(
        "Wrong argument",
        "%s: in \"%s\", %s".formatted(type.shortName(), parameter, stopped(reason.getMessage())),
        mark);
  }

  static Diagnostic refused(ModuleType type, Mark mark, String reason) {
    return Diagnostic.error(
        "Wrong arguments", "%s: %s".formatted(type.shortName(), stopped(reason)), mark);
  }

  /** {@code {{ x }}} where an expression is expected means the expression {@code x}. */
  static String expression(String written) {
    String text = written.strip();
    boolean bare = text.startsWith("{{") && text.endsWith("}}") && text.indexOf("{{", 2) < 0;
    return bare ? text.substring(2, text.length() - 2).strip() : text;
  }

  private static String stopped(String sentence) {
    return sentence.endsWith(".") || sentence.endsWith("?") ? sentence : sentence + ".";
  }
}
