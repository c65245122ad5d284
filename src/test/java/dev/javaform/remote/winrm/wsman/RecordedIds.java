package dev.javaform.remote.winrm.wsman;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** Which id of a recording is which of now's, in texts and in the heads of messages. */
public final class RecordedIds {

  private static final Pattern STREAM =
      Pattern.compile("(<rsp:Stream [^>]*>)([A-Za-z0-9+/=\\s]+)(</rsp:Stream>)");

  private final Map<String, String> toActual = new HashMap<>();
  private final Map<String, String> toRecorded = new HashMap<>();

  /** Takes the ids that the two clients have given. */
  void learn(Element recorded, Element asked) {
    Stream.of("Shell.ShellId", "CommandLine.CommandId")
        .map(path -> path.split("\\."))
        .forEach(path -> learn(id(recorded, path), id(asked, path)));
  }

  /** Takes two ids for the same, in capitals. */
  public void learn(String recorded, String actual) {
    if (!recorded.isEmpty() && !actual.isEmpty()) {
      toActual.put(recorded, actual);
      toRecorded.put(actual, recorded);
    }
  }

  private static String id(Element envelope, String[] path) {
    return SoapXml.first(envelope, Namespaces.SHELL, path[0])
        .map(element -> element.getAttribute(path[1]))
        .orElse("");
  }

  /** The id that is now's for a recorded one, in capitals both. */
  public String now(String recorded) {
    return toActual.getOrDefault(recorded, recorded);
  }

  String recorded(String text) {
    return replaced(text, toRecorded);
  }

  private static String replaced(String text, Map<String, String> ids) {
    String result = text;
    for (var id : ids.entrySet()) {
      result = result.replace(id.getKey(), id.getValue());
    }
    return result;
  }

  /** An answer with now's ids. */
  String actual(String answer) {
    return STREAM
        .matcher(replaced(answer, toActual))
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group(1)
                        + Base64.getEncoder()
                            .encodeToString(actual(Base64.getMimeDecoder().decode(found.group(2))))
                        + found.group(3)));
  }

  /**
   * Changes recorded ids in the heads of messages, which stand behind the heads of first fragments,
   * to now's. Hosts give back the bytes that they got, and some recorded clients had written them
   * straight on, others as .NET has them in memory.
   */
  public byte[] actual(byte[] fragments) {
    ByteBuffer all = ByteBuffer.wrap(fragments.clone());
    int at = 0;
    while (at + 21 <= all.limit()) {
      boolean start = (all.get(at + 16) & 1) != 0;
      int size = all.getInt(at + 17);
      if (start && size >= 40) {
        replace(all.slice(at + 21 + 8, 16));
        replace(all.slice(at + 21 + 24, 16));
      }
      at += 21 + size;
    }
    return all.array();
  }

  private void replace(ByteBuffer guid) {
    UUID straight = new UUID(guid.getLong(0), guid.getLong(8));
    UUID swapped = new UUID(swapped(guid.getLong(0)), guid.getLong(8));
    Stream.of(straight, swapped)
        .map(id -> id.toString().toUpperCase(Locale.ROOT))
        .filter(toActual::containsKey)
        .map(id -> UUID.fromString(toActual.get(id)))
        .forEach(
            actual ->
                guid.putLong(0, swapped(actual.getMostSignificantBits()))
                    .putLong(8, actual.getLeastSignificantBits()));
  }

  private static long swapped(long high) {
    long first = Integer.toUnsignedLong(Integer.reverseBytes((int) (high >>> 32)));
    int others = Integer.rotateLeft(Integer.reverseBytes((int) high), 16);
    return first << 32 | Integer.toUnsignedLong(others);
  }
}
