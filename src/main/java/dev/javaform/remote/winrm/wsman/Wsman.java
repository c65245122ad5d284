package dev.javaform.remote.winrm.wsman;

import dev.javaform.remote.winrm.ntlm.NtlmException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.w3c.dom.Element;

/** One client's conversation with the service of a host; for one thread. */
public final class Wsman implements Closeable {

  /** What every Windows takes unless somebody has told it otherwise. */
  private static final int USUAL = 150 << 10;

  /** What a service may be told to take at least and at most, in kB, and is not asked for more. */
  private static final int LEAST = 32;

  private static final int MOST = 8 << 10;

  /** An id where only an envelope's length matters. */
  private static final UUID NOBODY = new UUID(0, 0);

  /** How much longer than the host may hold a request its silence is taken for a broken link. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Transport transport;
  private final Supplier<UUID> ids;
  private Envelope envelope;
  private int calls;

  /**
   * @param to the endpoint's address
   * @param patience how long the host may hold a request before it says that there is nothing
   */
  public Wsman(Transport transport, String to, Duration patience) {
    this(transport, to, patience, UUID::randomUUID);
  }

  Wsman(Transport transport, String to, Duration patience, Supplier<UUID> ids) {
    this.transport = transport;
    this.ids = ids;
    this.envelope = new Envelope(to, ids.get(), USUAL, patience);
  }

  /** How often anything was sent and waited for. */
  public int calls() {
    return calls;
  }

  /** A new id. */
  public UUID id() {
    return ids.get();
  }

  /** How long the host may hold a request before it says that there is nothing. */
  Duration patience() {
    return envelope.patience();
  }

  /** How many bytes, before Base64, an envelope has room for beside those of a request. */
  int room(Request request) {
    return (envelope.largest() - envelope.of(request, NOBODY).length) / 4 * 3;
  }

  /** The answer to a request. */
  Element call(Request request) throws IOException {
    return call(request, envelope.patience());
  }

  /**
   * The answer to a request that may be repeated: where the connection breaks, it is asked for once
   * more over a new one.
   *
   * @param patience how long the host may hold it before it says that there is nothing
   */
  private Element callAgain(Request request, Duration patience) throws IOException {
    try {
      return call(request, patience);
    } catch (IOException e) {
      if (isInterruption(e) || isAnswer(e)) {
        throw e;
      }
      return call(request, patience);
    }
  }

  /** The answer to a request for something that comes in its time; empty where it has not yet. */
  Optional<Element> waitFor(Request request) throws IOException {
    return waitFor(request, envelope.patience());
  }

  /** The answer to a request for something that comes in its time; empty where it has not yet. */
  Optional<Element> waitFor(Request request, Duration patience) throws IOException {
    try {
      return Optional.of(callAgain(request, patience));
    } catch (FaultException e) {
      if (e.kind() == FaultException.Kind.TIMED_OUT) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean isInterruption(IOException e) {
    return Thread.currentThread().isInterrupted()
        || (e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException));
  }

  /** Whether it is the other side's own doing, and no accident of the connection. */
  private static boolean isAnswer(IOException e) {
    return e instanceof FaultException
        || e instanceof RefusedException
        || e instanceof NtlmException
        || e instanceof NoSoapException;
  }

  /**
   * The answer to a request.
   *
   * @throws FaultException where the host says why there is none
   */
  Element call(Request request, Duration patience) throws IOException {
    byte[] question = envelope.within(patience).of(request, ids.get());
    calls++;
    Transport.Answer answer = transport.post(question, patience.plus(GRACE));
    if (answer.envelope().length == 0) {
      throw new IOException("the host answered %d and nothing else".formatted(answer.status()));
    }
    Element read = SoapXml.parse(answer.envelope());
    var fault = FaultException.in(read);
    if (fault.isPresent()) {
      throw fault.get();
    }
    if (answer.status() / 100 != 2) {
      throw new NoSoapException("the host answered %d".formatted(answer.status()));
    }
    return read;
  }

  /** Asks the service how large an envelope may be, and goes by that from now on. */
  public void learnSize() throws IOException {
    Element config = call(Request.of(Namespaces.TRANSFER + "/Get", Namespaces.CONFIG));
    String size = SoapXml.text(config, Namespaces.CONFIG, "MaxEnvelopeSizekb");
    if (size.matches("[1-9]\\d{0,5}")) {
      envelope = envelope.upTo(Math.clamp(Integer.parseInt(size), LEAST, MOST) << 10);
    }
  }

  @Override
  public void close() throws IOException {
    transport.close();
  }
}
