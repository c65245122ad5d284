package dev.javaform.remote.ssh;

import dev.javaform.remote.Tunnel;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The way through a jump host.
 *
 * @param jump what leads on from there
 * @param host where to
 * @param opened told of what has to be closed
 */
record JumpHost(Forwarding jump, Settings host, Consumer<Closeable> opened) implements Way {

  @Override
  public List<InetSocketAddress> doors() throws IOException, InterruptedException {
    Tunnel tunnel = jump.to(host.address(), host.port(), host.connect());
    LocalPort door = LocalPort.open(tunnel.from(), tunnel.to(), tunnel);
    opened.accept(door);
    return List.of(door.address());
  }

  @Override
  public Optional<String> trouble() {
    return Optional.empty();
  }
}
