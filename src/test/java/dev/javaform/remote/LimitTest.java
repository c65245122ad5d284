package dev.javaform.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A limit that is over says which it was, how long, and how to raise it. */
@Tag("faults")
class LimitTest {

  @Test
  void saysWhichItWas() {
    assertEquals(
        "within 10 s (the connect limit; raise it with ansible_timeout or --timeout)",
        Limit.connect(Duration.ofSeconds(10)).within());
    assertEquals(
        "within 1.5 s (the login limit; raise it with ansible_login_timeout or --login-timeout)",
        Limit.login(Duration.ofMillis(1500)).within());
  }
}
