package dev.javaform.remote.ssh;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import dev.javaform.remote.shell.Censor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a connection first: later exceptions only follow from it. In our own words,
 * or in the host's, which are shortened and may echo no secret.
 */
final class Trouble implements SessionListener {
  private static final Splitter NAMES = Splitter.on(',').omitEmptyStrings();

  /** What both sides have to have in common. */
  private static final ImmutableMap<KexProposalOption, String> PARTS =
      ImmutableMap.<KexProposalOption, String>builder()
          .put(KexProposalOption.ALGORITHMS, "key exchange")
          .put(KexProposalOption.SERVERKEYS, "host key")
          .put(KexProposalOption.C2SENC, "cipher")
          .put(KexProposalOption.S2CENC, "cipher")
          .put(KexProposalOption.C2SMAC, "MAC")
          .put(KexProposalOption.S2CMAC, "MAC")
          .put(KexProposalOption.C2SCOMP, "compression")
          .put(KexProposalOption.S2CCOMP, "compression")
          .buildOrThrow();

  private final Censor censor;
  private Optional<String> words = Optional.empty();
  private boolean broken;
  private boolean closed;
  private Optional<String> disagreement = Optional.empty();

  Trouble(Censor censor) {
    this.censor = censor;
  }

  synchronized Optional<String> words() {
    return words;
  }

  /** Waits until it is known why the connection ended, which is told a moment after its end. */
  synchronized void await(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toMillis(); words.isEmpty() && !closed && left > 0; ) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
  }

  @Override
  public synchronized void sessionClosed(Session session) {
    closed = true;
    notifyAll();
  }

  /** Whether the connection broke, rather than that the host ended it. */
  synchronized boolean isBroken() {
    return broken;
  }

  /** What the host and javaform do not have in common, where that was the trouble. */
  synchronized Optional<String> disagreement() {
    return disagreement;
  }

  @Override
  public synchronized void sessionException(Session session, Throwable t) {
    if (words.isEmpty()) {
      broken = true;
      words = Optional.of(Cause.of(t));
      notifyAll();
    }
  }

  @Override
  public synchronized void sessionDisconnect(
      Session session, int reason, String msg, String language, boolean initiator) {
    if (words.isEmpty() && !initiator) {
      String said = censor.line(msg == null ? "" : msg);
      words = Optional.of(said.isEmpty() ? Cause.of(reason) : "the host said: " + said);
      notifyAll();
    }
  }

  @Override
  public synchronized void sessionNegotiationEnd(
      Session session,
      Map<KexProposalOption, String> client,
      Map<KexProposalOption, String> server,
      Map<KexProposalOption, String> agreed,
      @Nullable Throwable reason) {
    if (reason != null) {
      disagreement =
          PARTS.keySet().stream()
              .filter(part -> !agreed.containsKey(part))
              .filter(part -> isDisjoint(client.get(part), server.get(part)))
              .map(part -> only(part, server.get(part)))
              .findFirst();
    }
  }

  private static boolean isDisjoint(@Nullable String client, @Nullable String server) {
    List<String> ours = NAMES.splitToList(String.valueOf(client));
    return NAMES.splitToStream(String.valueOf(server)).noneMatch(ours::contains);
  }

  private String only(KexProposalOption part, @Nullable String server) {
    String names = censor.line(String.valueOf(server).replace(",", ", "));
    return "for the " + PARTS.get(part) + " the host takes only " + names;
  }
}
