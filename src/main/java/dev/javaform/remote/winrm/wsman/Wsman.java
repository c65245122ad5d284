package dev.javaform.remote.winrm.wsman;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.w3c.dom.Element;

/** One client's conversation with the service of a host; for one thread. */
public final class Wsman implements Closeable {

  /** What Windows takes unless it is told otherwise, since Server 2008 R2. */
  static final int SMALLEST = 150 << 10;

  /** How much longer than the host may hold a request its silence is taken for a broken link. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Transport transport;
  private final Supplier<UUID> ids;
  private Envelope envelope;

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
    this.envelope = new Envelope(to, ids.get(), SMALLEST, patience);
  }

  /** How many bytes an envelope may have. */
  int largest() {
    return envelope.largest();
  }

  /** A new id. */
  UUID id() {
    return ids.get();
  }

  /**
   * The answer to a request.
   *
   * @throws FaultException where the host says why there is none
   */
  Element call(Request request) throws IOException {
    byte[] question = envelope.of(request, ids.get());
    Transport.Answer answer = transport.post(question, envelope.patience().plus(GRACE));
    if (answer.envelope().length == 0) {
      throw new IOException("the host answered %d and nothing else".formatted(answer.status()));
    }
    Element read = Xml.parse(answer.envelope());
    var fault = FaultException.in(read);
    if (fault.isPresent()) {
      throw fault.get();
    }
    if (answer.status() / 100 != 2) {
      throw new IOException("the host answered %d".formatted(answer.status()));
    }
    return read;
  }

  /** Asks the service how large an envelope may be, and goes by that from now on. */
  void learnSize() throws IOException {
    Element config = call(Request.of(Names.TRANSFER + "/Get", Names.CONFIG));
    String size = Xml.text(config, Names.CONFIG, "MaxEnvelopeSizekb");
    if (size.matches("[1-9]\\d{0,5}")) {
      int bytes = Math.max(SMALLEST, Integer.parseInt(size) << 10);
      envelope = new Envelope(envelope.to(), envelope.session(), bytes, envelope.patience());
    }
  }

  @Override
  public void close() throws IOException {
    transport.close();
  }
}
