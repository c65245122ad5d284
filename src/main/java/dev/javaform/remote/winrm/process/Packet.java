package dev.javaform.remote.winrm.process;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line that is said or answered, in PowerShell's own form (its source,
 * OutOfProcTransportManager.cs).
 *
 * @param kind {@code Data}, {@code Command}, {@code Signal} or {@code Close}, or one of these with
 *     {@code Ack} behind it
 * @param id of the pipeline; zeros for the pool
 * @param data of {@code Data} alone
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Packet(String kind, UUID id, byte[] data) {

  /** The pool's own. */
  static final UUID POOL = new UUID(0, 0);

  static final String DATA = "Data";
  static final String COMMAND = "Command";
  static final String SIGNAL = "Signal";
  static final String CLOSE = "Close";

  private static final Pattern LINE =
      Pattern.compile(
          "<([A-Za-z]+) (?:Stream='[A-Za-z]*' )?PSGuid='([0-9A-Fa-f-]{36})' ?(?:/>|>([A-Za-z0-9+/=]*)</Data>)");

  /** One without data. */
  static Packet of(String kind, UUID id) {
    return new Packet(kind, id, new byte[0]);
  }

  /** The packet in a line; none where it is something else. */
  static Optional<Packet> read(String line) {
    Matcher matcher = LINE.matcher(line.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      byte[] data = Base64.getDecoder().decode(Optional.ofNullable(matcher.group(3)).orElse(""));
      return Optional.of(new Packet(matcher.group(1), UUID.fromString(matcher.group(2)), data));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Whether it answers one of that kind. */
  boolean acknowledges(String what) {
    return kind.equals(what + "Ack");
  }

  /** The line, its end included. */
  byte[] line() {
    String guid = id.toString().toLowerCase(Locale.ROOT);
    String text =
        kind.equals(DATA)
            ? "<Data Stream='Default' PSGuid='%s'>%s</Data>\n"
                .formatted(guid, Base64.getEncoder().encodeToString(data))
            : "<%s PSGuid='%s' />\n".formatted(kind, guid);
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
