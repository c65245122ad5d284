package dev.javaform.remote.ssh;

import dev.javaform.remote.shell.Escaped;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.forward.ExplicitPortForwardingTracker;
import org.apache.sshd.common.util.net.SshdSocketAddress;

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
    List<InetSocketAddress> doors = doors(settings, depth);
    long end = System.nanoTime() + settings.connectPatience().toNanos();
    for (int left = TRIES; ; left--) {
      try {
        return Attempt.of(client, files, settings, trouble, end).through(doors);
      } catch (Attempt.TurnedAwayException e) {
        if (left == 1 || System.nanoTime() > end) {
          throw e;
        }
        Thread.sleep(ThreadLocalRandom.current().nextLong(100, 300L * (TRIES - left + 2)));
      }
    }
  }

  /** Where to knock: the host's addresses, or a local port that leads to it. */
  private List<InetSocketAddress> doors(Settings settings, int depth)
      throws IOException, InterruptedException {
    if (settings.jump().isPresent()) {
      return List.of(jump(Jump.parse(settings.jump().get()), settings, depth));
    }
    if (settings.command().isPresent()) {
      ProxyCommand command = ProxyCommand.start(settings.command().get());
      path.add(command);
      return List.of(command.door());
    }
    return resolve(settings);
  }

  private static List<InetSocketAddress> resolve(Settings settings) throws IOException {
    try {
      List<InetSocketAddress> doors = new ArrayList<>();
      for (InetAddress each : InetAddress.getAllByName(settings.address())) {
        doors.add(new InetSocketAddress(each, settings.port()));
      }
      return doors;
    } catch (UnknownHostException e) {
      throw new IOException(
          "the name "
              + Escaped.line(settings.address())
              + " has no address; check the spelling, DNS, or set ansible_host",
          e);
    }
  }

  private InetSocketAddress jump(List<Jump> jumps, Settings last, int depth)
      throws IOException, InterruptedException {
    Jump jump = jumps.getLast();
    Settings settings = lookup.settings(jump);
    if (jumps.size() > 1) {
      settings = settings.through(jumps.subList(0, jumps.size() - 1));
    }
    ClientSession session = open(settings, new Trouble(), depth + 1);
    path.add(() -> session.close(true));
    ExplicitPortForwardingTracker tracker =
        session.createLocalPortForwardingTracker(
            new SshdSocketAddress("127.0.0.1", 0),
            new SshdSocketAddress(last.address(), last.port()));
    path.add(tracker);
    return tracker.getBoundAddress().toInetSocketAddress();
  }
}
