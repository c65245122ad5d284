package dev.javaform.python;

import com.google.common.base.CharMatcher;
import dev.javaform.python.Regex.Flag;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Writes one of Python's regular expressions (docs.python.org, "Regular expression operations", and
 * {@code re._parser} of Python 3.11) anew for java.util.regex. Named groups become numbered ones;
 * their numbers are the same.
 */
final class RegexTranslation {

  private static final CharMatcher BLANKS = CharMatcher.anyOf(" \t\n\r\u000B\f");
  private static final int MOST_DIGITS = 9;

  /** What a sign of repetition would repeat. */
  private enum Before {
    NOTHING,
    ITEM,
    REPETITION
  }

  private final RegexReader source;
  private final RegexEscapes escapes;
  private final RegexGroups groups;
  private final StringBuilder target = new StringBuilder();
  private RegexFlags flags;
  private Before before = Before.NOTHING;
  private int flagsEnd;

  /**
   * @throws RegexSyntaxException where it is none
   */
  RegexTranslation(String expression, Set<Flag> flags) {
    this.source = new RegexReader("regular expression", expression);
    this.escapes = new RegexEscapes(source, flags.contains(Flag.BYTES));
    this.groups = new RegexGroups(source);
    this.flags = RegexFlags.of(flags);
    while (!source.isDone()) {
      step(source.at(), source.takeOne());
    }
    groups.requireClosed();
  }

  /** The same for Java. */
  String text() {
    return target.toString();
  }

  /** The number of each group that has a name. */
  Map<String, Integer> names() {
    return groups.names();
  }

  private void step(int begin, int letter) {
    switch (letter) {
      case '\\' -> escape(begin);
      case '[' -> set();
      case '(' -> open(begin);
      case ')' -> close(begin);
      case '|' -> write("|", Before.NOTHING);
      case '.' -> write(".", Before.ITEM);
      case '^' -> write(flags.multiline() ? "(?<![^\\n])" : "^", Before.NOTHING);
      case '$' -> write(flags.multiline() ? "(?m:$)" : "$", Before.NOTHING);
      case '*', '+', '?' -> repeat(begin, Character.toString(letter));
      case '{' -> brace(begin);
      default -> plain(letter);
    }
  }

  private void write(String text, Before next) {
    target.append(text);
    before = next;
  }

  private void plain(int letter) {
    if (flags.verbose() && letter == '#') {
      skipLine();
    } else if (!flags.verbose() || letter > 0x7f || !BLANKS.matches((char) letter)) {
      literal(letter);
    }
  }

  private void skipLine() {
    while (!source.isDone() && source.takeOne() != '\n') {
      // a comment
    }
  }

  private void literal(int letter) {
    RegexSet.literal(letter, target);
    before = Before.ITEM;
  }

  private void set() {
    new RegexSet(source, escapes, flags.unicode(), target).translate();
    before = Before.ITEM;
  }

  private void escape(int begin) {
    if (source.isDone()) {
      throw source.wrong(begin, "it ends with a backslash");
    }
    switch (source.next()) {
      case 'A', 'b', 'B' -> write("\\" + (char) source.takeOne(), Before.NOTHING);
      case 'Z' -> end();
      case 'd', 'D', 's', 'S', 'w', 'W' ->
          write(RegexSet.named(source.takeOne(), flags.unicode()), Before.ITEM);
      default -> characterOrGroup(begin);
    }
  }

  private void end() {
    source.takeOne();
    write("\\z", Before.NOTHING);
  }

  private void characterOrGroup(int begin) {
    OptionalInt character = escapes.character();
    if (character.isPresent()) {
      literal(character.getAsInt());
    } else if (source.comesDigit(10)) {
      reference(groups.numbered(begin, Integer.parseInt(source.takeDigits(10, 2))));
    } else {
      escapes.unknown();
    }
  }

  /** In a group, so that a digit that follows is none of its number's. */
  private void reference(int group) {
    write("(?:\\" + group + ")", Before.ITEM);
  }

  private void repeat(int begin, String sign) {
    if (before == Before.NOTHING) {
      throw source.wrong(begin, "a repetition sign has nothing to repeat");
    }
    if (before == Before.REPETITION) {
      throw source.wrong(begin, "a repetition sign follows another");
    }
    String greed = source.take("?") ? "?" : source.take("+") ? "+" : "";
    write(sign + greed, Before.REPETITION);
  }

  /** A number of repetitions, or a brace that stands for itself. */
  private void brace(int begin) {
    int back = source.at();
    String least = source.takeDigits();
    boolean range = source.take(",");
    String most = range ? source.takeDigits() : least;
    if (back == source.at() || !source.take("}")) {
      source.back(back);
      literal('{');
      return;
    }
    if (Math.max(least.length(), most.length()) > MOST_DIGITS) {
      throw source.wrong(begin, "the number of repetitions is too large");
    }
    repeat(begin, times(begin, least.isEmpty() ? "0" : least, range, most));
  }

  private String times(int begin, String least, boolean range, String most) {
    if (!most.isEmpty() && Integer.parseInt(least) > Integer.parseInt(most)) {
      throw source.wrong(begin, "the minimum number of repetitions is above the maximum");
    }
    return "{" + least + (range ? "," + most : "") + "}";
  }

  private void open(int begin) {
    if (!source.take("?")) {
      capture(begin);
    } else if (source.take("P<")) {
      groups.name(begin, source.takeUntil('>', begin, "a group's name is not closed"));
      capture(begin);
    } else if (source.take("P=")) {
      reference(groups.named(begin, source.takeUntil(')', begin, "a group is not closed")));
    } else if (source.take("#")) {
      source.takeUntil(')', begin, "a comment is not closed");
    } else if (source.comes("(")) {
      throw source.wrong(begin, "conditions, \"(?(…)…)\", are not supported");
    } else {
      openSpecial(begin);
    }
  }

  private void capture(int begin) {
    groups.capture(begin, flags);
    write("(", Before.NOTHING);
  }

  private void openSpecial(int begin) {
    for (String kind : new String[] {":", "=", "!", "<=", "<!", ">"}) {
      if (source.take(kind)) {
        open(begin, "(?" + kind, flags);
        return;
      }
    }
    flags(begin);
  }

  private void open(int begin, String text, RegexFlags inside) {
    groups.open(begin, flags);
    flags = inside;
    write(text, Before.NOTHING);
  }

  private void flags(int begin) {
    String on = source.takeAll("aimsux");
    if (!on.isEmpty() && source.take(")")) {
      flagsOfAll(begin, on);
      return;
    }
    String off = source.take("-") ? source.takeAll("imsx") : "";
    if ((on.isEmpty() && off.isEmpty()) || !source.take(":")) {
      throw source.wrong(begin, "this kind of group is unknown; a named one is \"(?P<name>…)\"");
    }
    open(begin, "(?" + RegexFlags.forJava(on, off) + ":", flags.with(on, off));
  }

  private void flagsOfAll(int begin, String on) {
    if (target.length() > flagsEnd) {
      throw source.wrong(begin, "flags for the whole expression must be at its beginning");
    }
    flags = flags.with(on, "");
    String java = RegexFlags.forJava(on, "");
    target.append(java.isEmpty() ? "" : "(?" + java + ")");
    flagsEnd = target.length();
  }

  private void close(int begin) {
    flags = groups.close(begin);
    write(")", Before.ITEM);
  }
}
