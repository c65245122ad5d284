package dev.javaform.modules.controller;

import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Waits until the host can be reached: after a reboot, a change of its network. */
@Name("ansible.builtin.wait_for_connection")
@Manual(
    summary = "Waits until the host can be reached again.",
    example =
        """
        - name: Wait until the host is back
          wait_for_connection:
            delay: 20
            timeout: 300
        """,
    returns = {"elapsed: How many seconds it took."})
public record WaitForConnection(
    @Argument(value = "Seconds to wait before the first try.", preset = "0") int delay,
    @Argument(value = "Seconds to wait between tries.", preset = "1") int sleep,
    @Argument(value = "Seconds after which it fails.", preset = "600") int timeout,
    @Argument(
            value = "Seconds that one try may take.",
            preset = "5",
            ignored = "a try takes what the connection allows: --timeout, ansible_timeout")
        int connectTimeout)
    implements Module<Waited> {

  public WaitForConnection {
    if (delay < 0 || sleep < 0 || timeout < 0 || connectTimeout < 0) {
      throw new IllegalArgumentException("wait_for_connection's times cannot be negative.");
    }
  }

  @Override
  public Probe<Waited> observe() {
    return Probe.nothing(Waited.NOT_YET);
  }

  @Override
  public Plan<Waited> decide(Waited seen) {
    Step reconnect =
        new Step.Reconnect(
            "wait for the connection",
            Duration.ofSeconds(delay),
            Duration.ofSeconds(sleep),
            Duration.ofSeconds(timeout));
    return Plan.event(Waited.NOT_YET, Waited.DONE, List.of(reconnect))
        .returning(
            Returns.nothing()
                .learning(
                    List.of("elapsed"),
                    outputs -> Map.of("elapsed", outputs.getLast().took().toSeconds())));
  }
}
