package dev.javaform.iso9660;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteOrder;

/** A volume descriptor (ECMA-119, 8): where a hierarchy and its path tables are. */
final class Descriptor {

  /** The escape sequence of UCS-2, level 3 (Joliet specification). */
  private static final byte[] JOLIET = "%/E".getBytes(US_ASCII);

  private static final byte[] STANDARD = "CD001".getBytes(US_ASCII);
  private static final byte[] DATE = "2000010100000000\0".getBytes(US_ASCII);
  private static final byte[] NO_DATE = "0000000000000000\0".getBytes(US_ASCII);
  private static final int PRIMARY = 1;
  private static final int SUPPLEMENTARY = 2;
  private static final int END = 255;

  private Descriptor() {}

  /**
   * What a descriptor tells.
   *
   * @param volume the volume's name
   * @param sectors how many the image has
   * @param littleTable the path table with numbers in little-endian order
   * @param bigTable the same in big-endian order
   * @param note what the part for applications holds
   */
  record Contents(
      String volume, long sectors, Extent littleTable, Extent bigTable, Extent root, String note) {}

  static byte[] of(FolderNames names, Contents contents) {
    boolean joliet = names instanceof JolietNames;
    ImageBytes block = header(joliet ? SUPPLEMENTARY : PRIMARY);
    block.at(8).octets(names.text("", 32)).octets(names.text(contents.volume(), 32));
    block.at(80).both32(contents.sectors()).octets(joliet ? JOLIET : new byte[0]);
    block.at(120).both16(1).both16(1).both16(Extent.SECTOR);
    block.both32(contents.littleTable().bytes());
    block.in(ByteOrder.LITTLE_ENDIAN).number32(contents.littleTable().sector());
    block.at(148).in(ByteOrder.BIG_ENDIAN).number32(contents.bigTable().sector());
    block.at(156);
    FolderRecord.write(block, contents.root(), new byte[] {0}, true);
    block.at(190);
    for (int size : new int[] {128, 128, 128, 128, 37, 37, 37}) {
      block.octets(names.text("", size));
    }
    block.octets(DATE).octets(DATE).octets(NO_DATE).octets(NO_DATE).octet(1).octet(0);
    return block.octets(contents.note().getBytes(US_ASCII)).toBytes();
  }

  /** The descriptor that ends the list. */
  static byte[] end() {
    return header(END).toBytes();
  }

  private static ImageBytes header(int type) {
    return new ImageBytes(Extent.SECTOR).octet(type).octets(STANDARD).octet(1);
  }
}
