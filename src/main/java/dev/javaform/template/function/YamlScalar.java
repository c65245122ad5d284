package dev.javaform.template.function;

import dev.javaform.python.Floats;
import dev.javaform.template.expression.Text;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A scalar of YAML 1.1: plain where it reads back as the same value, else in quotes.
 *
 * @param text the characters
 * @param string whether they are a string, which must not read back as something else
 */
record YamlScalar(String text, boolean string) {

  /** Where a scalar stands, which decides what it may look like. */
  enum Place {
    BLOCK,
    FLOW,
    KEY
  }

  private enum Style {
    PLAIN,
    SINGLE,
    DOUBLE
  }

  /** What reads back as something else than a string. */
  private static final Pattern NOT_A_STRING =
      Pattern.compile(
          "(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)"
              + "|(?:~|null|Null|NULL|<<|=|)"
              + "|[-+]?(?:0b[0-1_]+|0[0-7_]+|(?:0|[1-9][0-9_]*)|0x[0-9a-fA-F_]+|[1-9][0-9_]*(?::[0-5]?[0-9])++)"
              + "|[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+][0-9]+)?|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
              + "|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])++\\.[0-9_]*|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)"
              + "|\\d{4}-\\d\\d-\\d\\d"
              + "|\\d{4}-\\d\\d?-\\d\\d?(?:[Tt]|[ \\t]+)\\d\\d?:\\d\\d:\\d\\d(?:\\.\\d*)?(?:[ \\t]*(?:Z|[-+]\\d\\d?(?::\\d\\d)?))?");

  private static final Pattern INDICATOR_FIRST =
      Pattern.compile("(?s)(?:[#,\\[\\]{}&*!|>'\"%@`]|[?:-](?:\\s|$)|---|\\.\\.\\.).*");
  private static final Pattern INDICATOR_INSIDE = Pattern.compile(":(?:\\s|$)|\\s#");
  private static final Pattern FLOW_INDICATOR = Pattern.compile("[,?\\[\\]{}:]");

  static YamlScalar of(@Nullable Object value) {
    return switch (value) {
      case null -> new YamlScalar("null", false);
      case Boolean truth -> new YamlScalar(truth.toString(), false);
      case Number number -> new YamlScalar(number(number), false);
      case String string -> new YamlScalar(string, true);
      default -> new YamlScalar(Text.str(value), false);
    };
  }

  private static String number(Number number) {
    String shown = Text.str(number).toLowerCase(Locale.ROOT);
    if (!Floats.isFloat(number)) {
      return shown;
    }
    return switch (shown) {
      case "nan" -> ".nan";
      case "inf" -> ".inf";
      case "-inf" -> "-.inf";
      default -> shown.contains("e") && !shown.contains(".") ? shown.replace("e", ".0e") : shown;
    };
  }

  private Style style(Place place) {
    if (!string) {
      return Style.PLAIN;
    }
    boolean lines = text.contains("\n");
    if (text.contains(" \n") || text.contains("\n ") || (lines && place == Place.KEY)) {
      return Style.DOUBLE;
    }
    if (!text.codePoints().allMatch(YamlScalar::printable)) {
      return Style.DOUBLE;
    }
    return lines || needsQuotes(place) ? Style.SINGLE : Style.PLAIN;
  }

  private boolean needsQuotes(Place place) {
    return NOT_A_STRING.matcher(text).matches()
        || INDICATOR_FIRST.matcher(text).matches()
        || INDICATOR_INSIDE.matcher(text).find()
        || (place == Place.FLOW && FLOW_INDICATOR.matcher(text).find())
        || text.startsWith(" ")
        || text.endsWith(" ");
  }

  private static boolean printable(int letter) {
    return letter == '\n'
        || (letter >= ' ' && letter <= '~')
        || letter == 0x85
        || (letter >= 0xA0 && letter <= 0xD7FF)
        || (letter >= 0xE000 && letter != 0xFEFF && letter <= 0xFFFD)
        || letter >= 0x10000;
  }

  /**
   * The scalar as written.
   *
   * @param column where it begins
   * @param margin where its further lines begin
   */
  String written(Place place, int column, int margin, int width) {
    YamlFolding folding =
        new YamlFolding(column, margin, place == Place.KEY ? Integer.MAX_VALUE : width);
    return switch (style(place)) {
      case PLAIN -> folding.plain(text);
      case SINGLE -> folding.single(text);
      case DOUBLE -> folding.escaped(text);
    };
  }
}
