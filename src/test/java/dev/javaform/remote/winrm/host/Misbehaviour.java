package dev.javaform.remote.winrm.host;

import java.time.Duration;
import java.util.function.UnaryOperator;

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
}
