package dev.javaform.modules.linux.files;

import static java.util.stream.Collectors.joining;

import dev.javaform.module.ModuleFailure;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what {@link Asked#definitions} made a host tell of one path.
 *
 * @param told what the commands printed, by what was asked
 */
record DetailsAnswer(String path, Map<String, String> told) {

  private static final Pattern CONTEXT = Pattern.compile("[^\\s:]+:[^\\s:]+:[^\\s:]+(:\\S+)?");
  private static final Pattern ATTRIBUTES = Pattern.compile("([-A-Za-z]+) .*", Pattern.DOTALL);

  /** A time as stat(1) prints it; a fraction of nothing but zeros is none. */
  private static final Pattern TIME =
      Pattern.compile(
          "(\\d+-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d*[1-9])?)(?:\\.?0*)(?: .*)?");

  /** The details of the file there, links followed. */
  Details ofNode() {
    requireChattr();
    return details("", attributes("attributes"));
  }

  /** The details of the symbolic link there. */
  Details ofLink() {
    return details("link_", Optional.empty()).ofLink();
  }

  /** What a file made there would start with. */
  Details ofNew() {
    requireChattr();
    Optional<String> policy = policy(told.containsKey("link_policy") ? "link_policy" : "policy");
    return new Details(
        told.containsKey("policy") ? policy.or(() -> Optional.of(ContextWish.UNKNOWN)) : policy,
        policy,
        told.containsKey("inherited") ? Optional.of("") : Optional.empty(),
        told.containsKey("attributes") ? inherited() : attributes("inherited"),
        Optional.empty(),
        Optional.empty());
  }

  private Details details(String prefix, Optional<String> attributes) {
    Optional<String> times = Optional.ofNullable(told.get(prefix + "times"));
    return new Details(
        context(prefix + "context"),
        policy(prefix + "policy"),
        attributes,
        inherited(),
        times.map(both -> time(both, 0).orElseThrow(() -> untold("times", both))),
        times.map(both -> time(both, 1).orElseThrow(() -> untold("times", both))));
  }

  private void requireChattr() {
    if (told.containsKey("chattr")) {
      throw untold("attributes", told.get("chattr"));
    }
  }

  private Optional<String> attributes(String key) {
    return Optional.ofNullable(told.get(key))
        .map(line -> letters(line).orElseThrow(() -> untold("attributes", line)));
  }

  private Optional<String> inherited() {
    return Optional.ofNullable(told.get("inherited")).flatMap(DetailsAnswer::letters);
  }

  /** The letters in a line of lsattr(1); empty where it is none. */
  static Optional<String> letters(String line) {
    Matcher matcher = ATTRIBUTES.matcher(line);
    return matcher.matches() ? Optional.of(matcher.group(1).replace("-", "")) : Optional.empty();
  }

  private Optional<String> context(String key) {
    return Optional.ofNullable(told.get(key))
        .map(
            text ->
                Optional.of(text.strip())
                    .filter(DetailsAnswer::isContext)
                    .orElseThrow(() -> untold("SELinux context", text)));
  }

  private Optional<String> policy(String key) {
    return Optional.ofNullable(told.get(key)).flatMap(DetailsAnswer::policyOf);
  }

  /** The context in a line of matchpathcon(8); empty where it is none. */
  static Optional<String> policyOf(String line) {
    String text = line.strip();
    if (text.equals("<<none>>")) {
      return Optional.of(ContextWish.UNKNOWN);
    }
    return Optional.of(text).filter(DetailsAnswer::isContext);
  }

  static boolean isContext(String text) {
    return CONTEXT.matcher(text).matches();
  }

  /** One of two times as stat(1) prints them, without its zone and without a fraction of zeros. */
  static Optional<String> time(String both, int which) {
    return Optional.of(both.strip().split("\\|"))
        .filter(times -> times.length == 2)
        .map(times -> TIME.matcher(times[which]))
        .filter(Matcher::matches)
        .map(time -> time.group(1));
  }

  private ModuleFailure untold(String what, String complaint) {
    return new ModuleFailure(
        "The %s of \"%s\" cannot be read: %s".formatted(what, path, said(complaint)));
  }

  /** What commands printed, without the sign for what stat(1) does not know. */
  private static String said(String printed) {
    return printed.lines().filter(line -> !line.equals("?")).collect(joining("; "));
  }
}
