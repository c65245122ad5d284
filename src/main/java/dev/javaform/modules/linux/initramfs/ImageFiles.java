package dev.javaform.modules.linux.initramfs;

/** Paths of files inside an initial RAM disk, as scripts take them: without blanks. */
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
}
