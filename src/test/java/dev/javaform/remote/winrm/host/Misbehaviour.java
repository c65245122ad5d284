package dev.javaform.remote.winrm.host;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;

/** What a host may do wrong with one request. */
public sealed interface Misbehaviour {

  /** The operation is done; of its answer so many bytes come, and a reset. */
  record Reset(int after) implements Misbehaviour {}

  /** Nothing is done, and the connection is reset. */
  record Unheard() implements Misbehaviour {}

  /** All goes well, and then the connection is closed without a word. */
  record Closes() implements Misbehaviour {}

  /** All goes well, but late. */
  record Late(Duration delay) implements Misbehaviour {}

  /** Nothing is done, and the service says so by HTTP alone. */
  record Unavailable(int status) implements Misbehaviour {}

  /** The last bytes of the body are missing, and the length says nothing of that. */
  record Truncated(int missing) implements Misbehaviour {}

  /** One bit of the body is another: of what is sealed, where it is. */
  record Flipped() implements Misbehaviour {}

  /** What comes is not even HTTP. */
  record Garbage() implements Misbehaviour {}

  /** The envelope is another. */
  record Rewritten(UnaryOperator<String> change) implements Misbehaviour {}

  /** Streams hold other bytes. */
  static Misbehaviour streaming(byte[] bytes) {
    String base64 = Base64.getEncoder().encodeToString(bytes);
    return new Rewritten(
        envelope ->
            envelope.replaceAll(
                "(<rsp:Stream [^>]*>)[^<]+", "$1" + Matcher.quoteReplacement(base64)));
  }

  /** A fragment of PowerShell's remoting begins that would be of two gigabytes. */
  static Misbehaviour bomb() {
    return streaming(
        ByteBuffer.allocate(64)
            .putLong(1 << 20)
            .putLong(0)
            .put((byte) 1)
            .putInt(0x7fffffff)
            .array());
  }
}
