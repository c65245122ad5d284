package dev.javaform.remote.ssh;

import java.nio.file.Path;

/** The percent signs of ssh_config(5), TOKENS, as far as they are known before connecting. */
record Tokens(String asked, String address, int port, String user) {

  String fill(String text) {
    StringBuilder filled = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      boolean token = text.charAt(i) == '%' && i + 1 < text.length();
      filled.append(token ? value(text.charAt(++i)) : String.valueOf(text.charAt(i)));
    }
    return filled.toString();
  }

  Path path(String text) {
    return Homes.own().resolve(fill(Homes.expand(text)));
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
