package dev.javaform.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Spoils files as editors, transfers and people do; the same seed spoils them in the same way. */
final class Mutations {

  /** What stands in files by accident or by malice, to be put anywhere. */
  private static final List<String> ODD =
      List.of(
          "\0",
          "\u0001",
          "\u001b[2J",
          "\u007f",
          "\u0085",
          "\u2028",
          "\ufeff",
          "\u202e",
          "\ufffe",
          "\t",
          "\r",
          "\r\n",
          "\n\n",
          " ",
          "é",
          "\uD83D\uDE00",
          "{{",
          "}}",
          "{{ x }}",
          "{%",
          "%}",
          "{#",
          "{% raw %}",
          "{% for x in y %}",
          "&a ",
          "*a ",
          "*a: ",
          "<<: ",
          "? ",
          ": ",
          "- ",
          "|\n",
          ">-\n",
          "|9\n",
          "\"",
          "'",
          "\\",
          "\\x",
          "\"\\u12\"",
          "[",
          "]",
          "{",
          "}",
          ",",
          "#",
          " #",
          "%YAML 9.9\n",
          "%TAG ! x\n",
          "---\n",
          "...\n",
          "!vault |\n",
          "!unsafe ",
          "!!int ",
          "!!binary ",
          "!!python/object/apply:os.system ",
          "!<",
          "@",
          "`",
          "=",
          "[0:9]",
          "[a:",
          "1e999",
          "999999999999999999999",
          "0x",
          "0o9",
          "1:99:99",
          "2001-99-99",
          ".inf",
          "~");

  /** Values of every type, to stand where another one is meant. */
  private static final List<String> VALUES =
      List.of(
          "",
          "[]",
          "{}",
          "null",
          "~",
          "yes",
          "-1",
          "0",
          "1.5",
          ".nan",
          "1e400",
          "2001-01-01",
          "99999999999999999999999",
          "[[]]",
          "[{}]",
          "[null]",
          "{a: b}",
          "{1: 2}",
          "{null: x}",
          "'{{ x }}'",
          "'{{'",
          "'{% if %}'",
          "''",
          "!unsafe x",
          "[a, [b, {c: d}]]",
          "{a: {b: [c]}}",
          "'a\\0b'",
          "\"a\\0b\"",
          "\"\\e[2J\"",
          "/",
          "..",
          "'~'",
          "name=x",
          "a b 'c",
          "x,y,z");

  private final Random random;

  private final List<UnaryOperator<byte[]>> kinds =
      List.of(
          this::flipByte,
          this::truncate,
          this::withoutSpan,
          this::repeatedSpan,
          this::swappedLines,
          this::shiftedLine,
          this::shiftedLine,
          this::withOdd,
          this::withOdd,
          this::withInvalidBytes,
          this::otherValue,
          this::otherValue,
          this::otherValue,
          this::otherKey,
          this::otherEncoding,
          this::deepNest,
          this::longScalar);

  Mutations(long seed) {
    random = new Random(seed);
  }

  /** The file, spoiled once or a few times over. */
  byte[] of(byte[] file) {
    byte[] spoiled = file;
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      spoiled = one(kinds).apply(spoiled);
    }
    return spoiled;
  }

  <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private int at(byte[] file) {
    return random.nextInt(file.length + 1);
  }

  private byte[] flipByte(byte[] file) {
    byte[] copy = file.clone();
    if (copy.length > 0) {
      copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return copy;
  }

  private byte[] truncate(byte[] file) {
    return Arrays.copyOf(file, at(file));
  }

  private byte[] withoutSpan(byte[] file) {
    int from = at(file);
    int to = Math.min(file.length, from + random.nextInt(40));
    return joined(Arrays.copyOf(file, from), Arrays.copyOfRange(file, to, file.length));
  }

  private byte[] repeatedSpan(byte[] file) {
    int from = at(file);
    int to = Math.min(file.length, from + random.nextInt(200));
    return joined(Arrays.copyOf(file, to), Arrays.copyOfRange(file, from, file.length));
  }

  private byte[] swappedLines(byte[] file) {
    List<String> lines = lines(file);
    Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
    return bytes(lines);
  }

  private byte[] shiftedLine(byte[] file) {
    List<String> lines = lines(file);
    int index = random.nextInt(lines.size());
    String line = lines.get(index);
    lines.set(index, one(List.of(" " + line, "  " + line, "\t" + line, line.strip())));
    return bytes(lines);
  }

  private byte[] withOdd(byte[] file) {
    return inserted(file, one(ODD).getBytes(StandardCharsets.UTF_8));
  }

  private byte[] withInvalidBytes(byte[] file) {
    byte[] raw = new byte[1 + random.nextInt(3)];
    random.nextBytes(raw);
    raw[0] |= (byte) 0x80;
    return inserted(file, raw);
  }

  private byte[] otherValue(byte[] file) {
    List<String> lines = lines(file);
    int index = random.nextInt(lines.size());
    lines.set(index, lines.get(index).replaceFirst("([:=]|^ *-) ?[^:=]*$", "$1 ") + one(VALUES));
    return bytes(lines);
  }

  private byte[] otherKey(byte[] file) {
    List<String> lines = lines(file);
    int index = random.nextInt(lines.size());
    String line = lines.get(index);
    int colon = line.indexOf(':');
    if (colon > 0) {
      String key = line.substring(0, colon).strip().replaceFirst("^- ", "");
      lines.set(index, line.replace(key, one(List.of(key + "x", "[" + key + "]", "1", "''", "~"))));
    }
    return bytes(lines);
  }

  private byte[] otherEncoding(byte[] file) {
    String text = new String(file, StandardCharsets.UTF_8);
    return switch (random.nextInt(5)) {
      case 0 -> text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
      case 1 -> text.replace("\n", "\r").getBytes(StandardCharsets.UTF_8);
      case 2 -> text.getBytes(StandardCharsets.UTF_16);
      case 3 -> text.getBytes(StandardCharsets.UTF_16LE);
      default -> ("\ufeff" + text).getBytes(StandardCharsets.UTF_8);
    };
  }

  private byte[] deepNest(byte[] file) {
    int depth = one(List.of(20, 150, 250, 5_000));
    String open = one(List.of("[", "{a: ", "- ", "(", "{{", "{% if a %}"));
    return inserted(file, open.repeat(depth).getBytes(StandardCharsets.UTF_8));
  }

  private byte[] longScalar(byte[] file) {
    String letters = one(List.of("x", "- ", "a: ", "' ", "[0:0]", "\\", "=", " ", "'", "é", "1"));
    return inserted(file, letters.repeat(50_000).getBytes(StandardCharsets.UTF_8));
  }

  private byte[] inserted(byte[] file, byte[] middle) {
    int at = at(file);
    byte[] head = joined(Arrays.copyOf(file, at), middle);
    return joined(head, Arrays.copyOfRange(file, at, file.length));
  }

  private static byte[] joined(byte[] head, byte[] tail) {
    byte[] all = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, all, head.length, tail.length);
    return all;
  }

  private static List<String> lines(byte[] file) {
    String text = new String(file, StandardCharsets.UTF_8);
    return new ArrayList<>(Arrays.asList(text.split("\n", -1)));
  }

  private static byte[] bytes(List<String> lines) {
    return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
  }
}
