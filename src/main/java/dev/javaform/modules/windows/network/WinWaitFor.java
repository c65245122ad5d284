package dev.javaform.modules.windows.network;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.windows.Answer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Waits, in a Windows guest, for a file, for a port, or for nobody to be connected any more. */
@Name("ansible.windows.win_wait_for")
@Manual(
    summary = "Waits in a Windows host for a file, a port, or some time.",
    example =
        """
        - name: Wait for the streaming server
          win_wait_for:
            port: 47989
            timeout: 60
        """,
    returns = {"elapsed: How many seconds it took.", "wait_attempts: How often it was looked."})
public record WinWaitFor(
    @Argument("A file or folder to wait for.") Optional<String> path,
    @Argument("A port to wait for.") Optional<Integer> port,
    @Argument(value = "The host that has the port.", preset = "127.0.0.1") String host,
    @Argument(
            value = "started, present, stopped, absent, or drained: nobody is connected.",
            preset = "started")
        Wanted state,
    @Argument(
            value = "What the file has to have in it, or with absent must not have.",
            aliases = {"search_regex", "regexp"})
        Optional<String> regex,
    @Argument("Whose connections do not count, with drained.")
        Optional<ImmutableList<String>> excludeHosts,
    @Argument("How many seconds to wait before looking for the first time.")
        Optional<Integer> delay,
    @Argument(value = "How many seconds to wait between looking.", preset = "1") int sleep,
    @Argument(value = "How many seconds a connection may take.", preset = "5") int connectTimeout,
    @Argument(value = "How many seconds to wait at most.", preset = "300") int timeout)
    implements Module<WinWaitFor.Waited> {

  private static final Script.PowerShell QUESTION = Script.PowerShell.ask("wait", Map.of());

  /** What is waited for. */
  public enum Wanted {
    ABSENT,
    DRAINED,
    PRESENT,
    STARTED,
    STOPPED
  }

  /** Whether it has been waited. */
  public enum Waited {
    NOT_YET,
    DONE
  }

  public WinWaitFor {
    if (path.isPresent() && port.isPresent()) {
      throw new IllegalArgumentException("Only one of \"path\" and \"port\" is waited for.");
    }
    if (path.isPresent() && (state == Wanted.STOPPED || state == Wanted.DRAINED)) {
      throw new IllegalArgumentException("Only a port is stopped or drained; \"path\" is a file.");
    }
    if (regex.isPresent() && path.isEmpty()) {
      throw new IllegalArgumentException("\"regex\" is for the file that \"path\" names.");
    }
    if (excludeHosts.isPresent() && state != Wanted.DRAINED) {
      throw new IllegalArgumentException("\"exclude_hosts\" is for state drained.");
    }
    if (state == Wanted.DRAINED && port.isEmpty()) {
      throw new IllegalArgumentException("\"state: drained\" needs a \"port\".");
    }
    if (timeout < 0 || sleep < 0 || connectTimeout < 0 || delay.orElse(0) < 0) {
      throw new IllegalArgumentException("win_wait_for's times cannot be negative.");
    }
  }

  @Override
  public Probe<Waited> observe() {
    return Probe.nothing(Waited.NOT_YET);
  }

  @Override
  public Plan<Waited> decide(Waited seen) {
    Duration patience = Duration.ofSeconds(60L + timeout + delay.orElse(0) + connectTimeout);
    Step step = new Step.Run(purpose(), QUESTION.set(set()).within(patience));
    return Plan.unknown(Waited.NOT_YET, Waited.DONE, List.of(step))
        .returning(
            Returns.nothing().learning(List.of("elapsed", "wait_attempts"), WinWaitFor::learn));
  }

  private Map<String, Object> set() {
    Map<String, Object> set = new LinkedHashMap<>();
    set.put("until", until());
    path.ifPresent(file -> set.put("path", file));
    regex.ifPresent(text -> set.put("regex", text));
    port.ifPresent(number -> set.put("port", (long) number));
    set.put("host", host);
    set.put("exclude_hosts", excludeHosts.orElse(ImmutableList.of()));
    set.put("delay", (long) delay.orElse(0));
    set.put("sleep", (long) sleep);
    set.put("connect_timeout", (long) connectTimeout);
    set.put("timeout", (long) timeout);
    set.put("failure", failure());
    return set;
  }

  /** What the helper is to look for: of files present or absent, of ports the other words. */
  private String until() {
    if (path.isPresent()) {
      return state == Wanted.ABSENT ? "absent" : "present";
    }
    if (port.isEmpty()) {
      return "time";
    }
    return switch (state) {
      case ABSENT, STOPPED -> "stopped";
      case PRESENT, STARTED -> "started";
      case DRAINED -> "drained";
    };
  }

  private String what() {
    return path.map(file -> regex.map(_ -> "the text in ").orElse("") + file)
        .or(() -> port.map(number -> host + ":" + number))
        .orElse("some time");
  }

  private String purpose() {
    return "wait for " + what();
  }

  private String failure() {
    return "%s was not %s".formatted(what(), state.name().toLowerCase(Locale.ROOT));
  }

  private static Map<String, Object> learn(List<Output> outputs) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("changed", false);
    values.put("elapsed", outputs.getLast().took().toMillis() / 1000.0);
    Answer.last(outputs)
        .flatMap(order -> order.part("output"))
        .flatMap(told -> told.number("wait_attempts"))
        .ifPresent(attempts -> values.put("wait_attempts", attempts));
    return values;
  }
}
