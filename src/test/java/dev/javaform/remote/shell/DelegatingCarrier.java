package dev.javaform.remote.shell;

import dev.javaform.remote.Limit;
import dev.javaform.remote.Tunnel;
import java.io.IOException;
import java.util.function.LongSupplier;

/** A carrier that does what another one does, but for what a test overrides. */
public interface DelegatingCarrier extends Carrier {

  Carrier carrier();

  @Override
  default Wire start(String command, Receiver receiver) throws IOException, InterruptedException {
    return carrier().start(command, receiver);
  }

  @Override
  default Tunnel forward(String host, int port, Limit limit)
      throws IOException, InterruptedException {
    return carrier().forward(host, port, limit);
  }

  @Override
  default boolean isOpen() {
    return carrier().isOpen();
  }

  @Override
  default String place() {
    return carrier().place();
  }

  @Override
  default LongSupplier clock() {
    return carrier().clock();
  }

  @Override
  default void greeted() {
    carrier().greeted();
  }

  @Override
  default void close() {
    carrier().close();
  }
}
