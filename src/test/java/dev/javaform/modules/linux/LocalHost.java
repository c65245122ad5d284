package dev.javaform.modules.linux;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Documented;
import dev.javaform.module.Effect;
import dev.javaform.module.Module;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Posix;
import dev.javaform.module.Probe;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.remote.Become;
import dev.javaform.remote.BecomeException;
import dev.javaform.remote.Connection;
import dev.javaform.remote.Reply;
import dev.javaform.remote.Targets;
import dev.javaform.remote.UnreachableException;
import dev.javaform.remote.local.LocalCarrier;
import dev.javaform.remote.shell.Carrier;
import dev.javaform.remote.shell.DelegatingCarrier;
import dev.javaform.remote.shell.Receiver;
import dev.javaform.remote.shell.ShellConnection;
import dev.javaform.remote.shell.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The machine the tests run on, asked and changed as by a run, through one of its shells. */
public final class LocalHost implements AutoCloseable {

  private final String name;
  private final String shell;
  private final Carrier carrier;
  private final Connection connection;

  private LocalHost(String name, String shell, Carrier carrier) {
    this.name = name;
    this.shell = shell;
    this.carrier = carrier;
    this.connection = new ShellConnection(carrier, Targets.local(shell));
  }

  /**
   * Every kind of POSIX shell there is here: bash, or else dash, and busybox with nothing but its
   * own commands. busybox's shell is of dash's family, and dash is what {@code sh} is to other
   * tests.
   */
  public static Stream<LocalHost> all() {
    return Stream.of(
            Stream.of("bash", "dash").filter(LocalHost::isHere).limit(1).map(LocalHost::of),
            Stream.of("busybox").filter(LocalHost::isHere).map(_ -> busybox()))
        .flatMap(each -> each);
  }

  /** The machine with its own commands. */
  public static LocalHost of(String shell) {
    return new LocalHost(shell, shell, new LocalCarrier());
  }

  /**
   * The machine with others.
   *
   * @param path where commands are looked for
   */
  public static LocalHost of(String shell, String path) {
    return new LocalHost(shell, shell, new LocalCarrier(Map.of("PATH", path)));
  }

  private static boolean isHere(String command) {
    return Stream.of("/bin/", "/usr/bin/")
        .anyMatch(in -> Files.isExecutable(Path.of(in + command)));
  }

  private static LocalHost busybox() {
    try (LocalHost host = of("sh")) {
      Path commands = Files.createTempDirectory("busybox");
      host.run(Script.sh("busybox --install -s {}", commands));
      commands.toFile().deleteOnExit();
      try (Stream<Path> all = Files.list(commands)) {
        all.forEach(each -> each.toFile().deleteOnExit());
      }
      Carrier carrier = new LocalCarrier(Map.of("PATH", commands.toString()));
      return new LocalHost("busybox", commands + "/sh", carrier);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The same machine with a file in the place of one of its own; skips the running test where this
   * user cannot have that.
   */
  public LocalHost seeing(Path file, String instead) {
    return seeing(Map.of(instead, file));
  }

  /** The same machine with other files and folders in the places of its own. */
  public LocalHost seeing(Map<String, Path> instead) {
    String apart = System.getProperty("user.name").equals("root") ? "-m" : "-rm";
    String mount =
        instead.entrySet().stream()
            .map(each -> Script.sh("mount -o bind {} {}", each.getValue(), each.getKey()).text())
            .collect(joining(" && "));
    Assumptions.assumeTrue(
        run(Script.sh("unshare {} sh -c {}", apart, mount)).isSuccess(),
        "this user cannot mount files over " + instead.keySet());
    return new LocalHost(name, shell, new Mounting(carrier, apart, mount));
  }

  private record Mounting(Carrier carrier, String apart, String mount)
      implements DelegatingCarrier {
    @Override
    public Wire start(String command, Receiver receiver) throws IOException, InterruptedException {
      Script there = Script.sh("exec unshare {} sh -c {}", apart, mount + " && " + command);
      return carrier.start(Posix.of(there).text(), receiver);
    }
  }

  /** What a module did: the plan, and everything {@code register} would get. */
  public record Result(boolean changed, Plan<?> plan, Map<String, Object> returns) {
    public Object get(String name) {
      return returns.get(name);
    }
  }

  /** Observes, decides and acts; then proves that nothing is left to do, or undocumented. */
  public <S> Result apply(Module<S> module) {
    Plan<S> plan = plan(module);
    Map<String, Object> returns = new LinkedHashMap<>(plan.returns().known());
    if (!plan.isEmpty()) {
      List<Output> performed = perform(plan);
      returns.putAll(plan.returns().learned().apply(performed));
      if (plan.effect() == Effect.STATE) {
        performed.forEach(each -> assertTrue(each.isSuccess(), each.stderr()));
        assertEquals(List.of(), List.copyOf(plan(module).steps()), "a second time");
        assertTrue(module.decide(plan.after()).isEmpty(), "nothing is left after " + plan.after());
      }
    }
    Documented.check(module, returns.keySet());
    return new Result(!plan.isEmpty(), plan, returns);
  }

  /** Observes and decides. */
  public <S> Plan<S> plan(Module<S> module) {
    Plan<S> plan = module.decide(ask(module.observe()));
    Documented.check(module, plan.returns());
    return plan;
  }

  public <S> S ask(Probe<S> probe) {
    return probe.reader().apply(probe.script().map(this::run).orElse(Output.of("")));
  }

  /** Carries out the steps of a plan up to the first that fails; what each of them printed. */
  public List<Output> perform(Plan<?> plan) {
    List<Step.OnHost> steps = plan.steps().stream().map(step -> (Step.OnHost) step).toList();
    return exchange(steps, List.of()).performed();
  }

  /** What a script prints, whatever its exit status is. */
  public Output run(Script script) {
    return exchange(List.of(), List.of(script)).answers().getFirst();
  }

  /** What scripts print that are asked in one breath. */
  public List<Output> runAll(List<Script> scripts) {
    return exchange(List.of(), scripts).answers();
  }

  private Reply exchange(List<Step.OnHost> steps, List<Script> probes) {
    try {
      return connection.session(Become.NO).exchange(steps, probes, Map.of());
    } catch (UnreachableException | BecomeException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    connection.close();
  }

  @Override
  public String toString() {
    return name;
  }
}
