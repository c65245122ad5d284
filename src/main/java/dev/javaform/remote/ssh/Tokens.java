package dev.javaform.remote.ssh;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The percent signs of ssh_config(5), TOKENS, as far as they are known before connecting. */
record Tokens(String asked, String address, int port, String user) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

  String fill(String text) {
    StringBuilder filled = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      boolean token = text.charAt(i) == '%' && i + 1 < text.length();
      filled.append(token ? value(text.charAt(++i)) : String.valueOf(text.charAt(i)));
    }
    return filled.toString();
  }

  /** A file; {@code ~/} and {@code ${NAME}} stand for what they do in ssh_config. */
  Path path(String text) {
    return Path.of(fill(variables(Homes.expand(text))));
  }

  private static String variables(String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    Optional.ofNullable(System.getenv(found.group(1))).orElse(found.group())));
  }

  private String value(char token) {
    return switch (token) {
      case '%' -> "%";
      case 'h' -> address;
      case 'n' -> asked;
      case 'p' -> String.valueOf(port);
      case 'r' -> user;
      case 'u' -> Settings.SELF;
      case 'd' -> Homes.own().toString();
      default -> "%" + token;
    };
  }
}
