package dev.javaform.remote.ssh;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;

/** Leads from settings to an open connection, over the hosts in between. */
final class Connecting {
  private static final int TRIES = 5;
  private static final int MOST_JUMPS = 8;

  /** Finds out how a host on the way is reached. */
  interface Lookup {
    Settings settings(Jump jump) throws IOException;
  }

  private final SshClient client;
  private final KeyFiles files;
  private final Lookup lookup;
  private final List<Closeable> path = new ArrayList<>();

  Connecting(SshClient client, KeyFiles files, Lookup lookup) {
    this.client = client;
    this.files = files;
    this.lookup = lookup;
  }

  /**
   * An open connection.
   *
   * @throws IOException where there is none to be had; the message is one clear line
   */
  SshCarrier connect(Settings settings) throws IOException, InterruptedException {
    try {
      Trouble trouble = new Trouble();
      ClientSession session = open(settings, trouble, 0);
      return new SshCarrier(session, settings, trouble, path.reversed());
    } catch (IOException | InterruptedException | RuntimeException e) {
      for (Closeable each : path.reversed()) {
        each.close();
      }
      throw e;
    }
  }

  private ClientSession open(Settings settings, Trouble trouble, int depth)
      throws IOException, InterruptedException {
    if (depth > MOST_JUMPS) {
      throw new IOException("too many jump hosts before " + settings.place() + "; is it its own?");
    }
    Way way = way(settings, depth);
    long end = System.nanoTime() + settings.connectPatience().toNanos();
    for (int left = TRIES; ; left--) {
      try {
        return Attempt.of(client, files, settings, trouble, end).through(way.doors());
      } catch (Attempt.TurnedAwayException e) {
        if (left == 1 || System.nanoTime() > end) {
          throw new IOException(way.trouble().orElse(e.getMessage()), e);
        }
        Thread.sleep(ThreadLocalRandom.current().nextLong(100, 300L * (TRIES - left + 2)));
      }
    }
  }

  private Way way(Settings settings, int depth) throws IOException, InterruptedException {
    if (settings.jump().isPresent()) {
      return tunnel(Jump.parse(settings.jump().get()), settings, depth);
    }
    return settings.command().isPresent()
        ? new ProxyCommand(settings.command().get(), path::add)
        : Addresses.of(settings);
  }

  private Way tunnel(List<Jump> jumps, Settings last, int depth)
      throws IOException, InterruptedException {
    Settings own = lookup.settings(jumps.getLast());
    Settings jump = jumps.size() > 1 ? own.through(jumps.subList(0, jumps.size() - 1)) : own;
    try {
      ClientSession session = open(jump, new Trouble(), depth + 1);
      path.add(() -> session.close(true));
      return new Tunnel(session, jump, last, path::add);
    } catch (IOException e) {
      throw new IOException("on the way to " + last.place() + ": " + e.getMessage(), e);
    }
  }
}
