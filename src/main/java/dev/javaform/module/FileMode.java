package dev.javaform.module;

import java.util.regex.Pattern;

/**
 * A mode as a task writes it: octal digits, {@code preserve}, or symbolic as for chmod(1) ({@code
 * u=rw,g=r,o=}).
 */
public record FileMode(String text) {

  private static final Pattern FORM =
      Pattern.compile(
          "[0-7]{1,5}|preserve|[ugoa]*([-+=]([rwxXst]*|[ugo]))+(,[ugoa]*([-+=]([rwxXst]*|[ugo]))+)*");

  public FileMode {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is not a mode: write octal digits in quotes (\"0644\") or letters like"
              + " u=rw,g=r,o=");
    }
  }

  /** Whether it is the mode of what is copied. */
  public boolean isPreserve() {
    return text.equals("preserve");
  }

  /**
   * The four octal digits that this mode makes of a file.
   *
   * @param current its mode now, as octal digits; the umask's result where it is to be created
   * @param umask what {@code +w}, which does not say for whom, leaves alone, as octal digits
   */
  public String applyTo(String current, boolean directory, String umask) {
    if (isPreserve()) {
      return current;
    }
    if (Character.isDigit(text.charAt(0))) {
      return octal(Integer.parseInt(text, 8));
    }
    int bits = Integer.parseInt(current, 8);
    for (String clause : text.split(",", -1)) {
      bits = SymbolicMode.apply(clause, bits, directory, Integer.parseInt(umask, 8));
    }
    return octal(bits);
  }

  private static String octal(int bits) {
    return "%04o".formatted(bits);
  }
}
