package dev.javaform.cli;

/** In what form a machine is told. */
enum Picture {
  /** Aligned lines for people. */
  TABLE,
  /** One document, whose form does not change. */
  JSON,
  /** One drawing. */
  SVG;

  /** The same in the letters that people type. */
  static final class Words extends SmallWords {
    Words() {
      super(Picture.class);
    }
  }
}
