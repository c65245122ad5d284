package dev.javaform.iso9660;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bytes of an image in the making. Numbers are written in both orders where ECMA-119 says so. */
final class ImageBytes {

  private final ByteBuffer bytes;

  ImageBytes(long size) {
    bytes = ByteBuffer.allocate(Math.toIntExact(size));
  }

  ImageBytes octet(int value) {
    bytes.put((byte) value);
    return this;
  }

  ImageBytes octets(byte[] values) {
    bytes.put(values);
    return this;
  }

  /** ECMA-119, 7.2.3. */
  ImageBytes both16(int value) {
    return in(ByteOrder.LITTLE_ENDIAN).number16(value).in(ByteOrder.BIG_ENDIAN).number16(value);
  }

  /** ECMA-119, 7.3.3. */
  ImageBytes both32(long value) {
    return in(ByteOrder.LITTLE_ENDIAN).number32(value).in(ByteOrder.BIG_ENDIAN).number32(value);
  }

  /** The order of the numbers that follow. */
  ImageBytes in(ByteOrder order) {
    bytes.order(order);
    return this;
  }

  ImageBytes number16(int value) {
    bytes.putShort((short) value);
    return this;
  }

  ImageBytes number32(long value) {
    bytes.putInt((int) value);
    return this;
  }

  /** Goes on at a position; what lies between is zero. */
  ImageBytes at(int position) {
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
