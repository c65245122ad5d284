package dev.javaform.remote.ssh;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.sshd.client.session.ClientSession;

/** Leads from settings to an open connection, over the hosts in between. */
final class Connecting {
  /** How often one who is turned away tries at least. */
  private static final int LEAST_TRIES = 5;

  private static final int MOST_JUMPS = 8;
  private static final long SHORTEST_REST = 100;
  private static final long LONGEST_REST = 1500;

  /** Finds out how a host on the way is reached. */
  interface Lookup {
    Settings settings(Jump jump) throws IOException;
  }

  private final Client client;
  private final Lookup lookup;
  private final Admission.Place place;
  private final List<Closeable> path = new ArrayList<>();

  /**
   * @param place the connection's, which has it until a shell has answered
   */
  Connecting(Client client, Lookup lookup, Admission.Place place) {
    this.client = client;
    this.lookup = lookup;
    this.place = place;
  }

  /**
   * An open connection.
   *
   * @throws IOException where there is none to be had; the message is one clear line
   */
  SshCarrier connect(Settings settings) throws IOException, InterruptedException {
    try {
      ClientSession session = open(settings, 0);
      return new SshCarrier(client, session, settings, path.reversed(), place);
    } catch (IOException | InterruptedException | RuntimeException e) {
      place.close();
      for (Closeable each : path.reversed()) {
        each.close();
      }
      throw e;
    }
  }

  private ClientSession open(Settings settings, int depth)
      throws IOException, InterruptedException {
    if (depth > MOST_JUMPS) {
      throw new IOException("too many jump hosts before " + settings.place() + "; is it its own?");
    }
    Way way = way(settings, depth);
    long limit = settings.connect().time().toNanos();
    long spent = 0;
    for (int tries = 1; ; tries++) {
      try {
        return attempt(way, settings);
      } catch (Attempt.TurnedAwayException e) {
        spent += e.nanos();
        if (tries >= LEAST_TRIES && spent >= limit) {
          throw new IOException(way.trouble().orElse(e.getMessage()), e);
        }
        spent += rest(tries).toNanos();
      }
    }
  }

  /** Waits longer each time, and not as long as others do. */
  private Duration rest(int tries) throws InterruptedException {
    long most = Math.min(LONGEST_REST, 2 * SHORTEST_REST * (tries + 1));
    Duration time = Duration.ofMillis(ThreadLocalRandom.current().nextLong(SHORTEST_REST, most));
    place.rest(time);
    return time;
  }

  private ClientSession attempt(Way way, Settings settings)
      throws IOException, InterruptedException {
    Threshold threshold = client.threshold(settings.place());
    threshold.enter();
    boolean turnedAway = false;
    try {
      return new Attempt(client, settings, place::heard).through(way);
    } catch (Attempt.TurnedAwayException e) {
      turnedAway = true;
      throw e;
    } finally {
      if (turnedAway) {
        threshold.turnedAway();
      } else {
        threshold.leave();
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
      ClientSession session = open(jump, depth + 1);
      path.add(() -> session.close(true));
      return new JumpHost(new Forwarding(client, session, jump), last, path::add);
    } catch (IOException e) {
      throw new IOException("on the way to " + last.place() + ": " + e.getMessage(), e);
    }
  }
}
