package dev.javaform.module;

/** A text that is never shown: it prints as {@code ***}. */
public record Secret(String reveal) {

  @Override
  public String toString() {
    return "***";
  }
}
