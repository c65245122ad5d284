package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import dev.javaform.event.Outcome;
import dev.javaform.event.StartedTask;
import dev.javaform.event.TaskId;
import dev.javaform.module.Module;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.remote.Become;
import dev.javaform.remote.Connection;
import dev.javaform.remote.Connector;
import dev.javaform.remote.Connectors;
import dev.javaform.remote.Session;
import dev.javaform.remote.Target;
import dev.javaform.remote.Targets;
import dev.javaform.remote.UnreachableException;
import dev.javaform.remote.local.LocalConnector;
import dev.javaform.source.Mark;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose fault it is where a module stumbles. */
class ModuleRunTest {

  private static final String LEAVE = "leave";

  private final HostState host =
      new HostState("one", ImmutableMap.of(), new HostMemory(), new AtomicLong());

  record State(String text) {}

  /** Reads anything, and cannot decide about it. */
  record Undecided() implements Module<State> {
    @Override
    public Probe<State> observe() {
      return Probe.of(Script.sh("echo ok"), State.class, output -> new State(output.stdout()));
    }

    @Override
    public Plan<State> decide(State seen) {
      throw new IndexOutOfBoundsException("decided too much");
    }
  }

  /** Cannot read what the host printed. */
  record Illiterate() implements Module<State> {
    @Override
    public Probe<State> observe() {
      return Probe.of(
          Script.sh("echo nonsense"),
          State.class,
          output -> new State("" + Integer.parseInt(output.stdout().strip())));
    }

    @Override
    public Plan<State> decide(State seen) {
      return Plan.keep(seen);
    }
  }

  /** Runs something, which says that it changed nothing. */
  record Denying() implements Module<State> {
    @Override
    public Probe<State> observe() {
      return Probe.nothing(new State("before"));
    }

    @Override
    public Plan<State> decide(State seen) {
      Step run = new Step.Run("run it", Script.sh("echo ok"));
      return Plan.unknown(seen, new State("after"), List.of(run))
          .returning(Returns.nothing().learning(List.of(), _ -> Map.of("changed", false)));
    }
  }

  @Test
  void whatSaysOfItselfThatItChangedNothingIsUnchanged() throws Exception {
    RawResult result = new ModuleRun<>(new Denying(), conversation(), "a task").run();
    host.link.close();
    assertEquals(new Outcome.Unchanged(), result.outcome());
  }

  /** Waits for a host that can be told from the one before. */
  record Awaiting(Path file) implements Module<State> {
    @Override
    public Probe<State> observe() {
      return Probe.nothing(new State("before"));
    }

    @Override
    public Plan<State> decide(State seen) {
      Script proof = Script.sh("echo tried >> {}; [ $(wc -l < {}) -ge 3 ]", file, file);
      return Plan.event(seen, new State("after"), List.of(back(proof)));
    }
  }

  @Test
  void connectsAnewUntilItIsTheHostThatIsWaitedFor(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("tries");
    RawResult result = new ModuleRun<>(new Awaiting(file), conversation(), "a task").run();
    host.link.close();
    assertEquals(new Outcome.Unchanged(), result.outcome());
    assertEquals(List.of("tried", "tried", "tried"), Files.readAllLines(file));
  }

  private static Step back(Script proof) {
    return new Step.Reconnect(
        "wait",
        Duration.ZERO,
        Duration.ofMillis(1),
        Duration.ofMinutes(1),
        Optional.of(new Step.Run("see whether it is there", proof)));
  }

  /** Does something, and is back after that. */
  record Leaving(Step.Run leave, Path file) implements Module<State> {
    @Override
    public Probe<State> observe() {
      return Probe.nothing(new State("before"));
    }

    @Override
    public Plan<State> decide(State seen) {
      Step back = back(Script.sh("echo > {}", file));
      return Plan.event(seen, new State("after"), List.of(leave, back));
    }
  }

  @Test
  void aHostThatIsGoneBeforeItHasAnsweredIsWaitedFor(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("back");
    var leaving = new Leaving(Step.Run.sendingAway(LEAVE, Script.sh(":")), file);
    var conversation = conversation(() -> new Gone(new LocalConnector()));
    RawResult result = new ModuleRun<>(leaving, conversation, "a task").run();
    host.link.close();
    assertTrue(result.outcome() instanceof Outcome.Changed, result.outcome()::toString);
    assertTrue(Files.exists(file));
  }

  @Test
  void oneThatWasNotToGoIsLost(@TempDir Path folder) {
    Path file = folder.resolve("back");
    var leaving = new Leaving(new Step.Run(LEAVE, Script.sh(":")), file);
    var conversation = conversation(() -> new Gone(new LocalConnector()));
    var run = new ModuleRun<>(leaving, conversation, "a task");
    assertThrows(UnreachableException.class, run::run);
    host.link.close();
    assertFalse(Files.exists(file));
  }

  /** This machine, whose connection breaks as soon as it is told to leave. */
  private record Gone(Connector<Target.Local> here) implements Connector<Target.Local> {
    @Override
    public Connection connect(Target.Local target)
        throws UnreachableException, InterruptedException {
      Connection real = here.connect(target);
      return (Connection)
          Proxy.newProxyInstance(
              Connection.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (_, method, arguments) ->
                  method.getName().equals("session")
                      ? broken(real.session((Become) arguments[0]))
                      : method.invoke(real, arguments));
    }

    private static Session broken(Session real) {
      return (steps, probes, environment) -> {
        if (steps.stream().anyMatch(step -> step.purpose().equals(LEAVE))) {
          throw new UnreachableException("the connection broke");
        }
        return real.exchange(steps, probes, environment);
      };
    }

    @Override
    public void close() {
      here.close();
    }
  }

  @Test
  void whatGoesWrongInDecidingIsADefectOfJavaform() throws Exception {
    String message = failure(new Undecided());
    assertTrue(message.contains("decided too much"), message);
    assertTrue(message.contains("this is a defect of javaform"), message);
    assertTrue(host.showedDefect());
  }

  @Test
  void whatGoesWrongInReadingIsTheHostsOwnFailure() throws Exception {
    String message = failure(new Illiterate());
    assertTrue(message.startsWith("the host's answer makes no sense to this module"), message);
    assertEquals(false, host.showedDefect());
  }

  private String failure(Module<State> module) throws Exception {
    RawResult result =
        new Edge(host, Mark.NOWHERE)
            .guard(() -> new ModuleRun<>(module, conversation(), "a task").run());
    host.link.close();
    return ((Outcome.Failed) result.outcome()).message();
  }

  private Conversation conversation() {
    return conversation(LocalConnector::new);
  }

  private Conversation conversation(Supplier<Connector<Target.Local>> connector) {
    StartedTask task = new StartedTask(new TaskId(1, 1), "a task", "ours", Mark.NOWHERE, false);
    return new Conversation(
        new Connectors(new Connectors.Kind<>("local", Target.Local.class, connector)),
        new TaskSurroundings(
            host,
            Targets.local("/bin/sh"),
            Become.NO,
            ImmutableMap.of(),
            false,
            false,
            false,
            false),
        List::of,
        (_, _) -> "",
        new TaskEvents(new RunEvents(_ -> {}, new Secrets()), task).on(host));
  }
}
