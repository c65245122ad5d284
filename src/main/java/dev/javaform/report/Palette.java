package dev.javaform.report;

/** Colours of a terminal, or none. Source: ECMA-48, select graphic rendition. */
public enum Palette {
  PLAIN,
  COLOURED;

  String good(String text) {
    return paint("0;32", text);
  }

  String change(String text) {
    return paint("0;33", text);
  }

  String bad(String text) {
    return paint("0;31", text);
  }

  String unreachable(String text) {
    return paint("1;31", text);
  }

  String skip(String text) {
    return paint("0;36", text);
  }

  String unsure(String text) {
    return paint("0;35", text);
  }

  String warning(String text) {
    return paint("1;35", text);
  }

  private String paint(String code, String text) {
    return this == PLAIN ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
