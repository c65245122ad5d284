package dev.javaform.modules.linux;

import com.google.common.base.CharMatcher;
import dev.javaform.module.Script;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Paths on a host as tasks write them: a leading {@code ~} or {@code ~user} and {@code $NAME} or
 * {@code ${NAME}} stand for what they are on the host, as they do for Ansible; a variable that is
 * not set there stands for itself.
 */
public final class HostPath {

  private static final Pattern TILDE = Pattern.compile("~[a-z_]?[A-Za-z0-9_.-]*(?=/|$)");
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(?:\\{([A-Za-z_][A-Za-z0-9_]*)}|([A-Za-z_][A-Za-z0-9_]*))");
  private static final CharMatcher WILD = CharMatcher.anyOf("*?[]!");

  private HostPath() {}

  /** The path as one word of a POSIX shell. */
  public static String word(String path) {
    return render(safe(path), false);
  }

  /** The same with {@code *}, {@code ?} and {@code […]} left to the shell. */
  public static String glob(String path) {
    return render(safe(path), true);
  }

  /** Any text as one word, with what it says of the host's home directories and variables. */
  public static String expanded(String text) {
    return text.isEmpty() ? "''" : render(text, false);
  }

  /** The path without repeated or trailing slashes, and without a leading dash. */
  public static String safe(String path) {
    String single = path.replaceAll("/{2,}", "/");
    String open =
        single.length() > 1 && single.endsWith("/")
            ? single.substring(0, single.length() - 1)
            : single;
    return open.startsWith("/") || open.startsWith("~") || open.startsWith("$")
        ? open
        : "./" + open;
  }

  private static String render(String text, boolean wild) {
    Matcher tilde = TILDE.matcher(text);
    int done = tilde.lookingAt() ? tilde.end() : 0;
    StringBuilder word = new StringBuilder(text.substring(0, done));
    Matcher variable = VARIABLE.matcher(text);
    while (variable.find()) {
      word.append(literal(text.substring(done, variable.start()), wild));
      word.append(variable(variable));
      done = variable.end();
    }
    return word.append(literal(text.substring(done), wild)).toString();
  }

  private static String variable(Matcher found) {
    String name = found.group(1) == null ? found.group(2) : found.group(1);
    String itself = found.group(1) == null ? "\\$" + name : "\\${" + name + "\\}";
    return "\"${" + name + "-" + itself + "}\"";
  }

  private static String literal(String text, boolean wild) {
    if (!wild) {
      return text.isEmpty() ? "" : Script.Sh.quote(text);
    }
    StringBuilder word = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      String letter = text.substring(at, at + 1);
      word.append(WILD.matches(letter.charAt(0)) ? letter : Script.Sh.quote(letter));
    }
    return word.toString();
  }
}
