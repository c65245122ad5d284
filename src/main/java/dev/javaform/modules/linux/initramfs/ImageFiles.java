package dev.javaform.modules.linux.initramfs;

/** Names of what is inside an initial RAM disk, as scripts take them: without blanks. */
final class ImageFiles {

  private ImageFiles() {}

  /**
   * @throws IllegalArgumentException where it is not such a path
   */
  static void require(String file) {
    if (!file.matches("/[A-Za-z0-9_.@%+=:,/-]+")) {
      throw new IllegalArgumentException(
          "\"%s\" must be an absolute path without spaces.".formatted(file));
    }
  }

  /**
   * A name of a driver, a kernel or a file.
   *
   * @throws IllegalArgumentException where it is none
   */
  static String word(String word, String what) {
    if (!word.matches("[A-Za-z0-9_.+-]+")) {
      throw new IllegalArgumentException("\"%s\" is not a %s.".formatted(word, what));
    }
    return word;
  }
}
