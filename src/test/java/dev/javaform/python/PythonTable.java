package dev.javaform.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What Python 3.11 made of expressions and replacements, as it was recorded. */
public final class PythonTable {

  private PythonTable() {}

  /**
   * {@code re.sub(expression, "<\g<0>>", text)}, empty where Python refused.
   *
   * @param multiline the same with {@code re.MULTILINE}
   */
  public record Case(
      String expression, String text, Optional<String> replaced, Optional<String> multiline) {
    @Override
    public String toString() {
      return expression;
    }
  }

  /** {@code re.sub("(?P<k>a)", replacement, "xay")}, empty where Python refused. */
  public record Replacement(String replacement, Optional<String> replaced) {
    @Override
    public String toString() {
      return replacement;
    }
  }

  /** Expressions, among them all that Java reads in another way. */
  public static Stream<Case> cases() {
    return read("regex.json")
        .map(
            node ->
                new Case(
                    node.get("expression").asText(),
                    node.get("text").asText(),
                    text(node, "replaced"),
                    text(node, "multiline")));
  }

  public static Stream<Replacement> replacements() {
    return read("replacements.json")
        .map(node -> new Replacement(node.get("replacement").asText(), text(node, "replaced")));
  }

  private static Optional<String> text(JsonNode node, String name) {
    return Optional.ofNullable(node.get(name).textValue());
  }

  private static Stream<JsonNode> read(String file) {
    try (InputStream in = PythonTable.class.getResourceAsStream(file)) {
      return StreamSupport.stream(new ObjectMapper().readTree(in).spliterator(), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
