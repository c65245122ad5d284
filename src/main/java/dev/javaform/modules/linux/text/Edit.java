package dev.javaform.modules.linux.text;

import com.google.common.collect.ImmutableMap;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A change of a text.
 *
 * @param text the text afterwards
 * @param message what is to be said about it, empty where nothing is
 * @param values what the task returns beside
 */
record Edit(String text, String message, ImmutableMap<String, Object> values) {

  /** What an edited text is made of: bytes, one character each, so that any file can be edited. */
  static final Charset BYTES = StandardCharsets.ISO_8859_1;

  Edit(String text, String message) {
    this(text, message, ImmutableMap.of());
  }

  /** The text as it is. */
  static Edit none(String text) {
    return new Edit(text, "");
  }

  /** The same, returning a value. */
  Edit returning(String name, Object value) {
    return new Edit(text, message, ImmutableMap.of(name, value));
  }

  /** A text whose characters are the bytes that {@code text} has in UTF-8, one each. */
  static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), BYTES);
  }
}
