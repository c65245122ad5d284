package dev.javaform.modules.linux.files;

import com.google.common.base.Splitter;
import dev.javaform.module.ModuleFailure;
import dev.javaform.modules.linux.files.FileState.Kind;
import dev.javaform.modules.linux.files.FileState.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The details of all below a directory, as {@link Asked#below()} made a host tell them: line by
 * line in the order in which the files were listed.
 */
final class BelowDetails {

  private final String top;
  private final Optional<List<String>> contexts;
  private final Optional<List<String>> policies;
  private final Optional<List<String>> times;
  private final Optional<String> attributes;
  private int attributesRead;
  private int entriesRead;

  /**
   * @param count how many files, directories and links there are
   * @throws ModuleFailure where the host told more or less than that
   */
  BelowDetails(String top, Map<String, String> told, int count) {
    this.top = top;
    contexts = lines(told, "contexts").map(lines -> complete(lines, count));
    policies = lines(told, "policies").filter(lines -> lines.size() == count);
    times = lines(told, "times").map(lines -> complete(lines, count));
    attributes = Optional.ofNullable(told.get("attributes"));
  }

  private static Optional<List<String>> lines(Map<String, String> told, String key) {
    return Optional.ofNullable(told.get(key))
        .map(text -> Splitter.on('\n').omitEmptyStrings().splitToList(text));
  }

  private List<String> complete(List<String> lines, int count) {
    if (lines.size() != count) {
      throw untold(lines.stream());
    }
    return lines;
  }

  /** The details of the next one of those that were listed. */
  Details next(String path, Optional<Node> node) {
    int at = entriesRead++;
    Optional<String> both = times.map(lines -> lines.get(at));
    return new Details(
        contexts.map(lines -> lines.get(at)).filter(DetailsAnswer::isContext),
        policies.map(lines -> lines.get(at)).flatMap(DetailsAnswer::policyOf),
        node.filter(BelowDetails::hasAttributes).flatMap(_ -> attributes(path)),
        Optional.empty(),
        both.flatMap(line -> DetailsAnswer.time(line, 0)),
        both.flatMap(line -> DetailsAnswer.time(line, 1)));
  }

  private static boolean hasAttributes(Node node) {
    return node.kind() != Kind.SPECIAL;
  }

  /** A name may have newlines in it, so the whole line is known beforehand but for its letters. */
  private Optional<String> attributes(String path) {
    return attributes.map(text -> attributes(text, " " + path + "\n"));
  }

  private String attributes(String text, String rest) {
    int end = text.indexOf(rest, attributesRead);
    String word = end < 0 ? "" : text.substring(attributesRead, end).stripTrailing();
    attributesRead = end + rest.length();
    return DetailsAnswer.letters(word + " ").orElseThrow(() -> untold(text.lines()));
  }

  private ModuleFailure untold(Stream<String> lines) {
    return new ModuleFailure(
        "The details of what is below \"%s\" cannot be read: %s"
            .formatted(top, lines.filter(line -> line.contains(": ")).findFirst().orElse("")));
  }
}
