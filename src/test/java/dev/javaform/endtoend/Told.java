package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;

/** What the program left when it ended: its exit status and what it printed. */
record Told(int status, String out, String err) {

  Told exits(int expected) {
    assertEquals(expected, status, this::toString);
    return this;
  }

  /** Both outputs together hold this text. */
  Told says(String text) {
    assertTrue((out + err).contains(text), () -> "not said: " + text + "\n" + this);
    return this;
  }

  /** Neither output holds this text. */
  Told hides(String text) {
    assertFalse((out + err).contains(text), () -> "said: " + text + "\n" + this);
    return this;
  }

  /** The host did what this play told it last. */
  Told finished(String host) {
    return counts(host, "unreachable=0").counts(host, "failed=0");
  }

  /** The host's line of the recap holds each of these words. */
  Told counts(String host, String... words) {
    List<String> found = List.of(one(out.lines(), host + " ").split("\\s+"));
    for (String word : words) {
      assertTrue(found.contains(word), () -> host + " has not " + word + "\n" + this);
    }
    return this;
  }

  /**
   * The one line about a host that was lost: it names host, task and place, and holds each of these
   * texts.
   */
  Told lost(String host, String task, String place, String... texts) {
    String line = one(err.lines(), "Error: " + host + ": ");
    for (String text : Stream.concat(Stream.of(task, place), Stream.of(texts)).toList()) {
      assertTrue(line.contains(text), () -> "\"" + text + "\" is not in: " + line + "\n" + this);
    }
    return this;
  }

  private String one(Stream<String> lines, String start) {
    List<String> found = lines.filter(line -> line.startsWith(start)).toList();
    assertEquals(1, found.size(), () -> "lines that start with \"" + start + "\" in " + this);
    return found.getFirst();
  }

  @Override
  public String toString() {
    return "exit status %d, standard output:\n%s\nstandard error:\n%s".formatted(status, out, err);
  }
}
