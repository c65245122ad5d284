package dev.javaform.remote.winrm.clixml;

import com.google.common.collect.ImmutableList;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Values to CLIXML and back. As Java's {@code String}, {@code Boolean}, {@code Character}, {@code
 * Byte}, {@code Short}, {@code Integer}, {@code Long}, {@code Float}, {@code Double}, {@code
 * BigDecimal}, {@code UUID} and {@code byte[]} come those that are such; {@link Nil} is null; other
 * primitives are a {@link Scalar}, objects an {@link Obj}.
 */
public final class Clixml {

  private static final String MARK = "\uFEFF";

  private Clixml() {}

  /**
   * The values of a document, {@code Objs} around them or none; no bytes are {@link Nil}, as in
   * messages.
   *
   * @throws ClixmlException where it is no CLIXML; document types are refused, and what is nested
   *     too deep or grows too large when its references are followed
   */
  public static ImmutableList<Object> read(byte[] bytes) throws ClixmlException {
    return read(decoded(bytes));
  }

  /** The values of a document. */
  public static ImmutableList<Object> read(String text) throws ClixmlException {
    String xml = text.startsWith(MARK) ? text.substring(MARK.length()) : text;
    return xml.isBlank()
        ? ImmutableList.of(Nil.NIL)
        : ClixmlReader.read(xml).stream()
            .map(ClixmlReader.Streamed::value)
            .collect(ImmutableList.toImmutableList());
  }

  /**
   * The one value of a message.
   *
   * @throws ClixmlException where there is another number of them, too
   */
  public static Object readOne(byte[] bytes) throws ClixmlException {
    ImmutableList<Object> values = read(bytes);
    if (values.size() != 1) {
      throw new ClixmlException(
          "a message should hold one value, and holds %d".formatted(values.size()));
    }
    return values.getFirst();
  }

  private static String decoded(byte[] bytes) throws ClixmlException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ClixmlException("what should be CLIXML is not written in UTF-8", e);
    }
  }

  /**
   * A value as a message carries it. Lists are written as PowerShell's arrays and maps as its hash
   * tables; a {@link dev.javaform.module.Secret} as the text it is.
   *
   * @throws IllegalArgumentException where CLIXML has nothing for a value
   */
  public static String write(Object value) {
    return new ClixmlWriter().write(value);
  }
}
