package dev.javaform.remote.ssh;

import dev.javaform.remote.shell.Escaped;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The straight way to a host. */
record Addresses(List<InetSocketAddress> doors) implements Way {

  static Addresses of(Settings settings) throws IOException {
    try {
      return new Addresses(
          Stream.of(InetAddress.getAllByName(settings.address()))
              .map(each -> new InetSocketAddress(each, settings.port()))
              .toList());
    } catch (UnknownHostException e) {
      throw new IOException(
          "the name "
              + Escaped.line(settings.address())
              + " has no address; check the spelling, DNS, or set ansible_host",
          e);
    }
  }

  @Override
  public Optional<String> trouble() {
    return Optional.empty();
  }
}
