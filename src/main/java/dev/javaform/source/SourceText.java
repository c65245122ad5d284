package dev.javaform.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A source with its characters as the file holds them, line ends included, a byte order mark left
 * out.
 */
public record SourceText(Source source, String text) {

  /** No file that people write by hand is larger; what is, is the wrong file. */
  static final int LIMIT = 10 * 1024 * 1024;

  /** The text called {@code name}. */
  public static SourceText of(String name, String text) {
    return new SourceText(Source.of(name, text), text);
  }

  /**
   * The text of a file, which must be UTF-8, below 10 MiB and not encrypted; empty after an error
   * was added that says why it cannot be read.
   */
  public static Optional<SourceText> read(Path file, Diagnostics diagnostics) {
    return read(file, Optional.empty(), diagnostics);
  }

  /** As {@link #read(Path, Diagnostics)}; errors point at {@code from}, where the file is named. */
  public static Optional<SourceText> read(Path file, Mark from, Diagnostics diagnostics) {
    return read(file, Optional.of(from), diagnostics);
  }

  /**
   * How a file is called in messages: relative to the current directory where it lies below it,
   * else as given; always in one line.
   */
  public static String name(Path file) {
    Path here = Path.of("").toAbsolutePath();
    Path there = file.toAbsolutePath().normalize();
    Path shown = there.startsWith(here) && !there.equals(here) ? here.relativize(there) : file;
    return shown.toString().replace("\n", "\\n").replace("\r", "\\r");
  }

  private static Optional<SourceText> read(
      Path file, Optional<Mark> from, Diagnostics diagnostics) {
    try {
      return decode(name(file), bytes(file), diagnostics);
    } catch (IOException e) {
      diagnostics.add(
          new Diagnostic(
              Diagnostic.Severity.ERROR,
              "Unreadable file",
              "%s %s".formatted(name(file), why(e)),
              from));
      return Optional.empty();
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    return switch (FileKind.of(file)) {
      case DIRECTORY -> throw new WrongKind("is a directory, but a file is needed.");
      case SOCKET -> throw new WrongKind("is a socket, but a file is needed.");
      case DISK -> throw new WrongKind("is a disk, but a file is needed.");
      case NAMED_PIPE -> NamedPipe.read(() -> content(file));
      case FILE -> content(file);
    };
  }

  private static byte[] content(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LIMIT + 1);
      if (bytes.length > LIMIT) {
        throw new WrongKind("is larger than 10 MiB, which is too large for a file of this kind.");
      }
      return bytes;
    }
  }

  private static String why(IOException e) {
    return switch (e) {
      case WrongKind wrong -> wrong.getMessage();
      default -> Unreadable.why(e) + ".";
    };
  }

  private static Optional<SourceText> decode(String name, byte[] bytes, Diagnostics diagnostics) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      diagnostics.add(notUtf8(name, bytes, out.flip().toString(), in.position()));
      return Optional.empty();
    }
    String text = out.flip().toString();
    SourceText decoded = of(name, text.startsWith("\uFEFF") ? text.substring(1) : text);
    if (Vault.encrypted(decoded.text())) {
      diagnostics.error("Vault not supported", Vault.REFUSAL, decoded.source().at(1, 1));
      return Optional.empty();
    }
    return Optional.of(decoded);
  }

  private static Diagnostic notUtf8(String name, byte[] bytes, String before, int position) {
    Source source = Source.of(name, new String(bytes, StandardCharsets.UTF_8));
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    int start = before.lastIndexOf('\n') + 1;
    return Diagnostic.error(
        "Not UTF-8",
        "Byte 0x%02X here is not part of a UTF-8 character. Save the file in UTF-8."
            .formatted(bytes[position] & 0xFF),
        source.at(line, 1 + before.codePointCount(start, before.length())));
  }
}
