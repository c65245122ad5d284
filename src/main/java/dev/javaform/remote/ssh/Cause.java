package dev.javaform.remote.ssh;

import com.google.common.collect.ImmutableMap;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.channel.exception.SshChannelException;

/**
 * What went wrong, in words of our own: those of MINA and of Java are for programmers, and never
 * shown.
 */
final class Cause {
  private static final String UNKNOWN = "what came is not correct SSH";
  private static final String RESET = "the connection was reset";
  private static final String CLOSED = "the host closed the connection";

  /** What a part of an operating system's message about a connection means. */
  private static final ImmutableMap<String, String> SYSTEM =
      ImmutableMap.<String, String>builder()
          .put("reset", RESET)
          .put("broken pipe", CLOSED)
          .put("refused", "connection refused")
          .put("network is unreachable", "the network is unreachable")
          .put("host is down", "the host is down")
          .put("no route to host", "no route to the host")
          .put("timed out", "the network gave the connection up")
          .put("too many open files", "this machine allows no more open files; use fewer --forks")
          .put("cannot assign requested address", "this machine has no free port for it")
          .put("permission denied", "this machine does not allow the connection")
          .put("operation not permitted", "this machine does not allow the connection")
          .put("clos", CLOSED)
          .buildOrThrow();

  /** Source: RFC 4253, 11.1, Disconnection Message. */
  private static final ImmutableMap<Integer, String> REASONS =
      ImmutableMap.<Integer, String>builder()
          .put(1, "the host does not allow this machine to connect")
          .put(2, UNKNOWN)
          .put(3, "the key exchange failed")
          .put(5, "what came was changed on the way")
          .put(6, "what arrived could not be decompressed")
          .put(7, "the host does not offer what is needed")
          .put(8, "the host speaks another version of SSH")
          .put(9, "the host key could not be verified")
          .put(10, "the host lost the connection")
          .put(11, "the host ended the connection")
          .put(12, "the host has too many connections")
          .put(13, "the login was given up")
          .put(14, "no way to log in is left")
          .put(15, "the host does not accept the user name")
          .buildOrThrow();

  /** An exception whose message is in our own words already. */
  static final class PlainException extends IOException {
    private static final long serialVersionUID = 1;

    PlainException(String message) {
      super(message);
    }
  }

  private Cause() {}

  /** Why a connection ended, or could not be made. */
  static String of(Throwable t) {
    for (Throwable each = t; each != null; each = each.getCause()) {
      Optional<String> known = known(each);
      if (known.isPresent()) {
        return known.get();
      }
    }
    return UNKNOWN;
  }

  /** What a host means that gives this reason for its goodbye. */
  static String of(int reason) {
    return REASONS.getOrDefault(reason, "the host ended the connection");
  }

  /** Why a file could not be read or written. */
  static String of(FileSystemException e) {
    String why =
        switch (e) {
          case AccessDeniedException _ -> "permission denied";
          case NoSuchFileException _ -> "it does not exist";
          default ->
              Optional.ofNullable(e.getReason())
                  .map(reason -> reason.toLowerCase(Locale.ROOT))
                  .orElse("input or output failed");
        };
    return e.getFile() + ": " + why;
  }

  /** Whether a host, or something before it, accepted the connection and let go of it. */
  static boolean isHangUp(Throwable t) {
    return Set.of(RESET, CLOSED).contains(of(t));
  }

  /** Whether a host goes on listening, but there is nothing left to offer to it. */
  static boolean isExhaustion(Throwable t) {
    boolean here =
        t instanceof PlainException
            || (t instanceof SshException ssh
                && ssh.getDisconnectCode()
                    == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE);
    return here || (t.getCause() != null && isExhaustion(t.getCause()));
  }

  private static Optional<String> known(Throwable t) {
    return switch (t) {
      case PlainException plain -> Optional.of(plain.getMessage());
      case SshException ssh when REASONS.containsKey(ssh.getDisconnectCode()) ->
          Optional.of(of(ssh.getDisconnectCode()));
      case GeneralSecurityException _ -> Optional.of("what came was changed on the way");
      case SshChannelException _ -> Optional.of(UNKNOWN);
      case StreamCorruptedException _ -> Optional.of("what answers there does not speak SSH");
      case EOFException _ -> Optional.of(CLOSED);
      case ClosedChannelException _ -> Optional.of(CLOSED);
      case NoRouteToHostException _ -> Optional.of("no route to the host");
      case SocketTimeoutException _ -> Optional.of("the network gave the connection up");
      case TimeoutException _ -> Optional.of("the host took too long");
      case IOException io -> ofSystem(String.valueOf(io.getMessage()));
      default -> Optional.empty();
    };
  }

  private static Optional<String> ofSystem(String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    return SYSTEM.entrySet().stream()
        .filter(known -> lower.contains(known.getKey()))
        .map(known -> known.getValue())
        .findFirst();
  }
}
