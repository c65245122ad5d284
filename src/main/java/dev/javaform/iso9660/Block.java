package dev.javaform.iso9660;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bytes of an image in the making. Numbers are written in both orders where ECMA-119 says so. */
final class Block {

  private final ByteBuffer bytes;

  Block(long size) {
    bytes = ByteBuffer.allocate(Math.toIntExact(size));
  }

  Block octet(int value) {
    bytes.put((byte) value);
    return this;
  }

  Block octets(byte[] values) {
    bytes.put(values);
    return this;
  }

  /** ECMA-119, 7.2.3. */
  Block both16(int value) {
    return in(ByteOrder.LITTLE_ENDIAN).number16(value).in(ByteOrder.BIG_ENDIAN).number16(value);
  }

  /** ECMA-119, 7.3.3. */
  Block both32(long value) {
    return in(ByteOrder.LITTLE_ENDIAN).number32(value).in(ByteOrder.BIG_ENDIAN).number32(value);
  }

  /** The order of the numbers that follow. */
  Block in(ByteOrder order) {
    bytes.order(order);
    return this;
  }

  Block number16(int value) {
    bytes.putShort((short) value);
    return this;
  }

  Block number32(long value) {
    bytes.putInt((int) value);
    return this;
  }

  /** Goes on at a position; what lies between is zero. */
  Block at(int position) {
    bytes.position(position);
    return this;
  }

  /** How much room there is up to the end of the sector. */
  int room() {
    return Extent.SECTOR - bytes.position() % Extent.SECTOR;
  }

  int position() {
    return bytes.position();
  }

  byte[] toBytes() {
    return bytes.array();
  }
}
