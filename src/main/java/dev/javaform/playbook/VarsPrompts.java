package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.python.Truth;
import dev.javaform.source.Yaml;
import java.util.Optional;

/** Reads {@code vars_prompt}. */
final class VarsPrompts {

  private static final ImmutableSet<String> WORDS =
      ImmutableSet.of(
          "name",
          "prompt",
          "default",
          "private",
          "confirm",
          "unsafe",
          "encrypt",
          "salt",
          "salt_size");

  private VarsPrompts() {}

  static ImmutableList<Play.Prompt> read(Fields play) {
    return play.items("vars_prompt").stream()
        .filter(item -> isMapping(item, play))
        .flatMap(item -> prompt(play.of((Yaml.Mapping) item)).stream())
        .collect(ImmutableList.toImmutableList());
  }

  private static boolean isMapping(Yaml item, Fields play) {
    boolean fits = item instanceof Yaml.Mapping;
    if (!fits) {
      play.wrongType("vars_prompt", "mappings with a name", item);
    }
    return fits;
  }

  private static Optional<Play.Prompt> prompt(Fields fields) {
    fields.only(WORDS, "vars_prompt");
    Optional<Yaml.Scalar> name = fields.scalar("name");
    if (name.isEmpty()) {
      String detail = "A prompt needs a name, which is that of the variable it sets.";
      fields.diagnostics().error("No name", detail, fields.mapping().mark());
    }
    name.ifPresent(it -> Identifiers.check(it, fields.diagnostics()));
    return name.map(
        it ->
            new Play.Prompt(
                it,
                text(fields, it),
                isTrue(fields, "private", true),
                isTrue(fields, "confirm", false),
                fields.value("default"),
                hash(fields)));
  }

  private static Optional<Play.Hash> hash(Fields fields) {
    Optional<Yaml> size = fields.number("salt_size");
    return fields.text("encrypt").map(method -> new Play.Hash(method, fields.text("salt"), size));
  }

  /** As Ansible asks. */
  private static String text(Fields fields, Yaml.Scalar name) {
    Optional<String> text = fields.scalar("prompt").map(Yaml.Scalar::text);
    String otherwise = fields.scalar("default").map(it -> " [%s]".formatted(it.text())).orElse("");
    return text.map(it -> it + otherwise).orElse("input for " + name.text()) + ": ";
  }

  private static boolean isTrue(Fields fields, String name, boolean otherwise) {
    return fields.flag(name).map(it -> Truth.isYes(((Yaml.Scalar) it).text())).orElse(otherwise);
  }
}
