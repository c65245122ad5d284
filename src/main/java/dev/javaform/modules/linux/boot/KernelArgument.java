package dev.javaform.modules.linux.boot;

import java.util.Optional;

/**
 * One argument of the kernel's command line.
 *
 * @param text as it is written, quotes included
 * @param place where it was read: a number that means something to whoever parsed it; {@link #NEW}
 *     for one that was nowhere yet
 */
public record KernelArgument(String text, int place) {

  /** The place of a token that no file holds yet. */
  public static final int NEW = -1;

  /** A token that no file holds yet. */
  public static KernelArgument of(String text) {
    return new KernelArgument(text, NEW);
  }

  /** The same place, another text. */
  public KernelArgument becoming(String other) {
    return new KernelArgument(other, place);
  }

  /**
   * The key, {@code -} written as {@code _}: the kernel takes both for the same (lib/cmdline.c,
   * parameq).
   */
  public String key() {
    String bare = bare();
    int equals = bare.indexOf('=');
    return (equals > 0 ? bare.substring(0, equals) : bare).replace('-', '_');
  }

  /** The text behind the first {@code =}, without the quotes around it; empty for a flag. */
  public Optional<String> value() {
    String bare = bare();
    int equals = bare.indexOf('=');
    return equals > 0 ? Optional.of(unquoted(bare.substring(equals + 1))) : Optional.empty();
  }

  /** Whether key and value are the same, however they are written. */
  public boolean means(KernelArgument other) {
    return key().equals(other.key()) && value().equals(other.value());
  }

  /** The same key with another value, quoted where it holds a blank. */
  public KernelArgument with(String value) {
    String bare = bare();
    String name = bare.substring(0, bare.indexOf('=') > 0 ? bare.indexOf('=') : bare.length());
    boolean blank = value.chars().anyMatch(Character::isWhitespace);
    return becoming(name + "=" + (blank ? "\"" + value + "\"" : value));
  }

  private String bare() {
    return text.startsWith("\"") ? unquoted(text) : text;
  }

  private static String unquoted(String text) {
    if (!text.startsWith("\"")) {
      return text;
    }
    return text.substring(
        1, text.length() > 1 && text.endsWith("\"") ? text.length() - 1 : text.length());
  }

  @Override
  public String toString() {
    return text;
  }
}
