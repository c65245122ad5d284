package dev.javaform.template.expression;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** An expression's text, put together of the author's own and of {@link Inset}s. */
public final class InsetText {

  private final StringBuilder text = new StringBuilder();
  private final Map<Integer, Inset> insets = new HashMap<>();

  /** The text without any inset. */
  public static InsetText of(String plain) {
    return new InsetText().add(plain);
  }

  /** Adds text of the author's. */
  public InsetText add(String plain) {
    text.append(plain);
    return this;
  }

  /** Adds a value that stays one. */
  public InsetText add(Inset inset) {
    insets.put(text.length(), inset);
    text.append(Inset.PLACE);
    return this;
  }

  /** Whether all of it is the author's. */
  public boolean isPlain() {
    return insets.isEmpty();
  }

  /** The text, in which each inset takes one character. */
  public String text() {
    return text.toString();
  }

  Optional<Inset> at(int offset) {
    return Optional.ofNullable(insets.get(offset));
  }

  /** The string between two offsets: escapes mean something in the author's part of it only. */
  String resolved(int from, int to, Backslashes escapes) {
    if (isPlain()) {
      return escapes.resolve(text.substring(from, to));
    }
    StringBuilder resolved = new StringBuilder();
    int start = from;
    for (int i = from; i < to; i++) {
      if (insets.containsKey(i)) {
        resolved.append(escapes.resolve(text.substring(start, i))).append(insets.get(i).text());
        start = i + 1;
      }
    }
    return resolved.append(escapes.resolve(text.substring(start, to))).toString();
  }
}
