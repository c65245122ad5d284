package dev.javaform.iso9660;

/**
 * A record for a folder or a file in a folder (ECMA-119, 9.1), which never crosses a sector's end.
 */
final class FolderRecord {

  /** What a record takes without the name. */
  private static final int BARE = 33;

  /** The same moment for all that is in an image, the first of the year 2000 (ECMA-119, 9.1.5). */
  private static final byte[] MOMENT = {100, 1, 1, 0, 0, 0, 0};

  private FolderRecord() {}

  /** How long the record of what is called so is. */
  static int bytes(byte[] identifier) {
    int size = BARE + identifier.length;
    return size + size % 2;
  }

  static void write(ImageBytes block, Extent extent, byte[] identifier, boolean folder) {
    int size = bytes(identifier);
    if (size > block.room()) {
      block.at(block.position() + block.room());
    }
    int start = block.position();
    block.octet(size).octet(0).both32(extent.sector()).both32(extent.bytes());
    block.octets(MOMENT).octet(folder ? 2 : 0).octet(0).octet(0).both16(1);
    block.octet(identifier.length).octets(identifier).at(start + size);
  }
}
