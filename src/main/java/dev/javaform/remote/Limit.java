package dev.javaform.remote;

import java.time.Duration;

/**
 * How long something about a host may take, and what to say where it took longer.
 *
 * @param name what messages call it
 * @param remedy how it is raised
 */
public record Limit(String name, Duration time, String remedy) {

  /** The limit for reaching a host, up to the agreement on keys. */
  public static Limit connect(Duration time) {
    return new Limit("connect", time, "raise it with ansible_timeout or --timeout");
  }

  /** The limit for logging in, and then for the first answer of a shell. */
  public static Limit login(Duration time) {
    return new Limit("login", time, "raise it with ansible_login_timeout or --login-timeout");
  }

  /**
   * What a message says of it where it was too short: {@code within 10 s (the connect limit; raise
   * it with ansible_timeout or --timeout)}.
   */
  public String within() {
    return "within %s s (the %s limit; %s)".formatted(seconds(), name, remedy);
  }

  private String seconds() {
    double seconds = time.toMillis() / 1000.0;
    return seconds == Math.rint(seconds) ? String.valueOf((long) seconds) : "" + seconds;
  }
}
