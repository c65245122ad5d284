package dev.javaform.remote.ssh;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** A way to a host: its own addresses, or a local port that leads there. */
interface Way {

  /** Where to knock, for one try. */
  List<InetSocketAddress> doors() throws IOException, InterruptedException;

  /** Why the last try led nowhere, where the way knows more than the one who knocked. */
  Optional<String> trouble() throws InterruptedException;
}
