package dev.javaform.python;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression as Python's {@code re} reads it. It is matched within the time that {@link
 * PatternTime} gives, and with all the stack it takes, so that it may meet text from a host.
 *
 * <p>Not as in Python: marks such as accents count as part of a word, what a look-behind looks for
 * may vary in length, and there are no conditions, {@code (?(1)…|…)}.
 */
public final class Regex {

  /** How an expression is read. */
  public enum Flag {
    IGNORECASE,
    MULTILINE,
    DOTALL,

    /** The text is bytes, one character each: letters are those of ASCII. */
    BYTES
  }

  private record Key(String expression, Set<Flag> flags) {}

  private static final int LARGEST_CACHE = 5_000;
  private static final Map<Key, Regex> COMPILED = new ConcurrentHashMap<>();

  private final String expression;
  private final Pattern pattern;
  private final ImmutableMap<String, Integer> names;

  private Regex(String expression, Pattern pattern, Map<String, Integer> names) {
    this.expression = expression;
    this.pattern = pattern;
    this.names = ImmutableMap.copyOf(names);
  }

  /**
   * The expression.
   *
   * @throws RegexSyntaxException where Python would refuse it, or Java cannot do it
   */
  public static Regex of(String expression, Flag... flags) {
    if (COMPILED.size() > LARGEST_CACHE) {
      COMPILED.clear();
    }
    return COMPILED.computeIfAbsent(
        new Key(expression, ImmutableSet.copyOf(flags)), Regex::compile);
  }

  private static Regex compile(Key key) {
    RegexTranslation translation = new RegexTranslation(key.expression(), key.flags());
    try {
      Pattern pattern = Pattern.compile(translation.text(), flags(key.flags()));
      return new Regex(key.expression(), pattern, translation.names());
    } catch (PatternSyntaxException e) {
      throw new RegexSyntaxException("regular expression", key.expression(), 0, why(e));
    }
  }

  private static int flags(Set<Flag> flags) {
    int words = Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
    return Pattern.UNIX_LINES
        | (flags.contains(Flag.BYTES) ? 0 : words)
        | (flags.contains(Flag.IGNORECASE) ? Pattern.CASE_INSENSITIVE : 0)
        | (flags.contains(Flag.DOTALL) ? Pattern.DOTALL : 0);
  }

  private static String why(PatternSyntaxException e) {
    return e.getDescription().startsWith("Look-behind")
        ? "what it looks back for has no maximum length"
        : "it repeats something too often, or cannot be matched here";
  }

  /** As it was written. */
  public String expression() {
    return expression;
  }

  Pattern pattern() {
    return pattern;
  }

  /**
   * What {@code work} makes of the matches; it may be done twice, and must do the same both times.
   *
   * @throws PatternException where the time or the stack does not suffice
   */
  public <T> T match(CharSequence text, Function<Matcher, T> work) {
    return Matching.of(this, text, work);
  }

  /** Whether it is found anywhere in the text. */
  public boolean finds(CharSequence text) {
    return match(text, Matcher::find);
  }

  /** Whether it matches the whole text. */
  public boolean matches(CharSequence text) {
    return match(text, Matcher::matches);
  }

  /** The number of a group that is called by its number or name; empty where there is none. */
  public Optional<Integer> group(String called) {
    boolean number =
        !called.isEmpty() && called.chars().allMatch(each -> each >= '0' && each <= '9');
    return number
        ? Optional.of(called)
            .filter(digits -> digits.length() < 6)
            .map(Integer::valueOf)
            .filter(this::has)
        : Optional.ofNullable(names.get(called));
  }

  private boolean has(int group) {
    return group <= pattern.matcher("").groupCount();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Regex regex
        && expression.equals(regex.expression)
        && pattern.flags() == regex.pattern.flags()
        && pattern.pattern().equals(regex.pattern.pattern());
  }

  @Override
  public int hashCode() {
    return expression.hashCode();
  }

  @Override
  public String toString() {
    return expression;
  }
}
