package dev.javaform.modules.windows.registry;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.io.BaseEncoding;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The kinds of data that values have (winnt.h, {@code REG_SZ} and the others). */
public enum RegistryKind {
  /** Bytes without a meaning. */
  NONE,
  /** Bytes. */
  BINARY,
  /** A number of 32 bits. */
  DWORD,
  /** A text with names of variables in it, expanded by whoever reads it. */
  EXPANDSTRING,
  /** Texts. */
  MULTISTRING,
  /** A text. */
  STRING,
  /** A number of 64 bits. */
  QWORD;

  private static final Pattern HEX = Pattern.compile("(?i)(?:hex:)?((?:[0-9a-f]{2}(?:,|$))*)");

  /** The kind as the helper calls it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Data as a task writes it, as the helper has it; nothing is what is empty in its kind.
   *
   * @throws IllegalArgumentException where it is not of this kind
   */
  ImmutableList<String> read(Optional<Object> written) {
    return switch (this) {
      case STRING, EXPANDSTRING -> ImmutableList.of(written.map(this::text).orElse(""));
      case MULTISTRING -> written.map(RegistryKind::texts).orElse(ImmutableList.of());
      case DWORD -> ImmutableList.of(number(written.orElse(0L), 32));
      case QWORD -> ImmutableList.of(number(written.orElse(0L), 64));
      case BINARY, NONE -> ImmutableList.of(written.map(this::bytes).orElse(""));
    };
  }

  private String text(Object written) {
    if (written instanceof List<?>) {
      throw new IllegalArgumentException(
          "\"data\" is a list, and \"type\" is %s; a list is for multistring.".formatted(word()));
    }
    return String.valueOf(written);
  }

  private static ImmutableList<String> texts(Object written) {
    return written instanceof List<?> list
        ? list.stream().map(String::valueOf).collect(ImmutableList.toImmutableList())
        : ImmutableList.of(String.valueOf(written));
  }

  /** A number in decimal or hexadecimal digits; a negative one is what has the same bits. */
  private String number(Object written, int bits) {
    String text = String.valueOf(written).strip().toLowerCase(Locale.ROOT);
    BigInteger limit = BigInteger.ONE.shiftLeft(bits);
    BigInteger number;
    try {
      number = text.startsWith("0x") ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "\"data\" is \"%s\", and %s is a whole number such as 1 or 0x1f."
              .formatted(written, word()),
          e);
    }
    if (number.bitLength() > bits || number.negate().compareTo(limit.shiftRight(1)) > 0) {
      throw new IllegalArgumentException(
          "\"data\" is %s, which does not fit into the %d bits of %s."
              .formatted(written, bits, word()));
    }
    return number.mod(limit).toString();
  }

  private String bytes(Object written) {
    if (written instanceof List<?> list) {
      return list.stream().map(each -> octet(each)).collect(Collectors.joining());
    }
    String text = String.valueOf(written).replace(" ", "").replace("\\\n", "");
    var hex = HEX.matcher(text);
    if (!hex.matches() || text.endsWith(",")) {
      throw new IllegalArgumentException(
          "\"data\" is \"%s\"; %s is written as hex:01,af,00 or as a list of numbers."
              .formatted(written, word()));
    }
    return String.join("", Splitter.on(',').split(hex.group(1).toLowerCase(Locale.ROOT)));
  }

  private String octet(Object written) {
    String number = number(written, 32);
    if (number.length() > 3 || Integer.parseInt(number) > 255) {
      throw new IllegalArgumentException(
          "\"data\" has %s among its bytes; a byte is 0 to 255.".formatted(written));
    }
    return BaseEncoding.base16().lowerCase().encode(new byte[] {(byte) Integer.parseInt(number)});
  }
}
