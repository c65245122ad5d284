package dev.javaform.remote.winrm.clixml;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts as CLIXML writes them: what XML cannot hold, and whatever might be taken for such, stands
 * as {@code _xHHHH_}, one for each UTF-16 unit (MS-PSRP 2.2.5.3.2).
 */
final class EscapedText {

  private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private EscapedText() {}

  static String read(String text) {
    Matcher escape = ESCAPE.matcher(text);
    StringBuilder plain = new StringBuilder(text.length());
    int from = 0;
    while (escape.find()) {
      plain.append(text, from, escape.start());
      plain.append((char) HexFormat.fromHexDigits(escape.group(1)));
      from = escape.end();
    }
    return from == 0 ? text : plain.append(text, from, text.length()).toString();
  }

  /** Appends a text so that it may stand in an element and in an attribute. */
  static void write(String text, StringBuilder xml) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (needsEscape(c) || beginsLikeOne(text, i)) {
        xml.append("_x").append(HEX.toHexDigits(c)).append('_');
      } else {
        append(c, xml);
      }
    }
  }

  private static boolean needsEscape(char c) {
    return Character.isISOControl(c) || Character.isSurrogate(c) || c >= '\uFFFE';
  }

  private static boolean beginsLikeOne(String text, int at) {
    return text.startsWith("_x", at) || text.startsWith("_X", at);
  }

  private static void append(char c, StringBuilder xml) {
    switch (c) {
      case '&' -> xml.append("&amp;");
      case '<' -> xml.append("&lt;");
      case '>' -> xml.append("&gt;");
      case '"' -> xml.append("&quot;");
      default -> xml.append(c);
    }
  }
}
