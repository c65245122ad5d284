package dev.javaform.iso9660;

/**
 * Where something lies in an image.
 *
 * @param sector where it begins
 * @param bytes how long it is
 */
record Extent(long sector, long bytes) {

  /** The bytes of a sector. */
  static final int SECTOR = 2048;

  /** The sectors that it takes. */
  long sectors() {
    return (bytes + SECTOR - 1) / SECTOR;
  }

  /** The first sector behind it. */
  long end() {
    return sector + sectors();
  }

  /** What follows it, of so many bytes. */
  Extent followedBy(long more) {
    return new Extent(end(), more);
  }
}
