package dev.javaform.python;

import java.util.Comparator;
import java.util.Optional;

/**
 * How JSON is laid out, in the terms of Python's {@code json.dumps}.
 *
 * @param indent what each level is indented by; empty for all on one line
 * @param comma what parts items, but for the line feed
 * @param colon what parts a name from its value
 * @param order how names are sorted; empty where they stand as they come
 * @param ascii whether all other characters are escaped
 * @param strict whether NaN and infinities, which JSON does not have, are written as texts
 */
public record JsonStyle(
    String indent,
    String comma,
    String colon,
    Optional<Comparator<Object>> order,
    boolean ascii,
    boolean strict) {

  /** On one line, as {@code json.dumps} does it unless told otherwise. */
  public static final JsonStyle LINE = new JsonStyle("", ", ", ": ", Optional.empty(), true, false);

  /** The same on many lines; on one where the indentation is empty. */
  public JsonStyle indented(String by) {
    return new JsonStyle(by, by.isEmpty() ? ", " : ",", colon, order, ascii, strict);
  }

  /** The same with these marks between items, and between a name and its value. */
  public JsonStyle separated(String items, String names) {
    return new JsonStyle(indent, items, names, order, ascii, strict);
  }

  /** The same with sorted names. */
  public JsonStyle sorted(Comparator<Object> by) {
    return new JsonStyle(indent, comma, colon, Optional.of(by), ascii, strict);
  }

  /** The same with all characters as they are, but for what JSON itself escapes. */
  public JsonStyle unicode() {
    return new JsonStyle(indent, comma, colon, order, false, strict);
  }

  /** The same as JSON that every reader of JSON reads. */
  public JsonStyle strictly() {
    return new JsonStyle(indent, comma, colon, order, ascii, true);
  }
}
