package dev.javaform.modules.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.hash.Hashing;
import dev.javaform.module.Attributes;
import dev.javaform.module.Digest;
import dev.javaform.module.Documented;
import dev.javaform.module.Effect;
import dev.javaform.module.Module;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The machine the tests run on, reached through one of its shells.
 *
 * @param commands a directory whose commands are used instead of the machine's
 */
record LocalHost(List<String> shell, Optional<Path> commands) {

  /** Every kind of POSIX shell there is here; busybox with nothing but its own commands. */
  static Stream<LocalHost> all() {
    return Stream.of(
            Stream.of("dash", "bash").filter(LocalHost::isHere).map(LocalHost::of),
            Stream.of("busybox").filter(LocalHost::isHere).map(_ -> busybox()))
        .flatMap(each -> each);
  }

  /** The machine with its own commands. */
  static LocalHost of(String shell) {
    return new LocalHost(List.of(shell), Optional.empty());
  }

  /**
   * The same machine with a file in the place of one of its own; skips the running test where this
   * user cannot have that.
   */
  LocalHost seeing(Path file, String instead) {
    boolean root = System.getProperty("user.name").equals("root");
    String mount = "mount -o bind '%s' '%s' && exec \"$@\"".formatted(file, instead);
    List<String> words =
        new ArrayList<>(List.of("unshare", root ? "-m" : "-rm", "sh", "-c", mount, "sh"));
    words.addAll(shell);
    LocalHost host = new LocalHost(List.copyOf(words), commands);
    Assumptions.assumeTrue(
        host.run(Script.sh(":")).isSuccess(), "this user cannot mount a file over " + instead);
    return host;
  }

  private static boolean isHere(String command) {
    return Stream.of("/bin/", "/usr/bin/")
        .anyMatch(in -> Files.isExecutable(Path.of(in + command)));
  }

  private static LocalHost busybox() {
    try {
      Path commands = Files.createTempDirectory("busybox");
      of("sh").run(Script.sh("busybox --install -s {}", commands));
      commands.toFile().deleteOnExit();
      try (Stream<Path> all = Files.list(commands)) {
        all.forEach(each -> each.toFile().deleteOnExit());
      }
      return new LocalHost(List.of(commands + "/sh"), Optional.of(commands));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a module did: the plan, and everything {@code register} would get. */
  record Result(boolean changed, Plan<?> plan, Map<String, Object> returns) {
    Object get(String name) {
      return returns.get(name);
    }
  }

  /** Observes, decides and acts; then proves that nothing is left to do, or undocumented. */
  <S> Result apply(Module<S> module) {
    Plan<S> plan = plan(module);
    Map<String, Object> returns = new LinkedHashMap<>(plan.returns().known());
    if (!plan.isEmpty()) {
      returns.putAll(plan.returns().learned().apply(perform(plan.steps())));
      if (plan.effect() == Effect.STATE) {
        assertEquals(List.of(), List.copyOf(plan(module).steps()), "a second time");
        assertTrue(module.decide(plan.after()).isEmpty(), "nothing is left after " + plan.after());
      }
    }
    Documented.check(module, returns.keySet());
    return new Result(!plan.isEmpty(), plan, returns);
  }

  /** Observes and decides. */
  <S> Plan<S> plan(Module<S> module) {
    Plan<S> plan = module.decide(ask(module.observe()));
    Documented.check(module, plan.returns());
    return plan;
  }

  <S> S ask(Probe<S> probe) {
    return probe.reader().apply(probe.script().map(this::run).orElse(Output.of("")));
  }

  private List<Output> perform(List<Step> steps) {
    List<Output> outputs = new ArrayList<>();
    for (Step step : steps) {
      Output output =
          switch (step) {
            case Step.Run run -> run(run.script());
            case Step.Put put -> put(put);
            case Step.Pause _, Step.Prompt _, Step.Reconnect _ -> Output.of("");
          };
      outputs.add(output);
      if (!output.isSuccess()) {
        break;
      }
    }
    return outputs;
  }

  /** Runs a script as a session would: in a process of its own. */
  Output run(Script script) {
    try {
      List<String> command = new ArrayList<>(shell);
      command.addAll(List.of("-c", script.text()));
      Path out = Files.createTempFile("out", "");
      Path err = Files.createTempFile("err", "");
      long start = System.nanoTime();
      ProcessBuilder builder = new ProcessBuilder(command);
      commands.ifPresent(folder -> builder.environment().put("PATH", folder.toString()));
      Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      try (OutputStream in = process.getOutputStream()) {
        if (script.input().isPresent()) {
          script.input().get().bytes().copyTo(in);
        }
      }
      int status = process.waitFor();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      Output output =
          new Output(status, Files.readAllBytes(out), Files.readAllBytes(err), false, took);
      Files.delete(out);
      Files.delete(err);
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Output put(Step.Put put) {
    try {
      Path path = Path.of(put.path());
      assertEquals(put.replaces(), digest(path), "the file that was seen at " + path);
      Path target = Files.exists(path) ? path.toRealPath() : path;
      Path temporary = Files.createTempFile(target.getParent(), ".put", "");
      Files.write(temporary, put.content().bytes().read());
      if (Files.exists(target)) {
        run(
            Script.sh(
                "chmod --reference={} {} 2>/dev/null || chmod $(stat -c %a {}) {}",
                target, temporary, target, temporary));
        run(Script.sh("chown $(stat -c %u:%g {}) {}", target, temporary));
      }
      Output attributed = attribute(temporary, put.attributes());
      if (!attributed.isSuccess()) {
        Files.delete(temporary);
        return attributed;
      }
      if (put.validate().isPresent()
          && !run(Script.sh(put.validate().get().replace("%s", Script.quote(temporary.toString()))))
              .isSuccess()) {
        Files.delete(temporary);
        return Output.of(1, "", "failed to validate");
      }
      Files.move(temporary, target, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
      return Output.of("");
    } catch (IOException e) {
      return Output.of(1, "", e.toString());
    }
  }

  private Output attribute(Path file, Attributes attributes) {
    Output output = Output.of("");
    String account =
        attributes.owner().orElse("") + attributes.group().map(each -> ":" + each).orElse("");
    if (!account.isEmpty()) {
      output = run(Script.sh("chown {} {}", account, file));
    }
    if (attributes.mode().isPresent() && output.isSuccess()) {
      output = run(Script.sh("chmod {} {}", attributes.mode().get(), file));
    }
    return output;
  }

  private static Digest digest(Path path) throws IOException {
    return Files.exists(path)
        ? new Digest(Hashing.sha256().hashBytes(Files.readAllBytes(path)).toString())
        : Digest.ABSENT;
  }

  @Override
  public String toString() {
    return commands.isPresent() ? "busybox" : String.join(" ", shell);
  }
}
