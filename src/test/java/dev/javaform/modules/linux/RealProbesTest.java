package dev.javaform.modules.linux;

import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Module;
import dev.javaform.module.Output;
import dev.javaform.module.Posix;
import dev.javaform.module.Script;
import dev.javaform.modules.linux.accounts.Group;
import dev.javaform.modules.linux.accounts.User;
import dev.javaform.modules.linux.facts.Setup;
import dev.javaform.modules.linux.kernel.Hostname;
import dev.javaform.modules.linux.kernel.Modprobe;
import dev.javaform.modules.linux.kernel.Modprobe.Persistence;
import dev.javaform.modules.linux.kernel.Sysctl;
import dev.javaform.modules.linux.packages.Apt;
import dev.javaform.modules.linux.packages.Package;
import dev.javaform.modules.linux.services.Service;
import dev.javaform.modules.linux.services.ServiceState;
import dev.javaform.modules.linux.services.SystemdService;
import dev.javaform.modules.linux.services.SystemdService.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Probes only read, so they can be run on the machine that tests: in every shell, silently. */
class RealProbesTest {

  private static final ImmutableList<String> SHELLS =
      ImmutableList.of("dash", "bash --posix", "busybox ash");

  private static final Group ROOT =
      new Group("root", Optional.of(0L), Presence.PRESENT, false, false, false, false);
  private static final Sysctl OSTYPE =
      new Sysctl(
          "kernel.ostype",
          Optional.of("Linux"),
          Presence.PRESENT,
          "/etc/no-such-file",
          false,
          true,
          false);

  private static final ImmutableList<Module<?>> MODULES =
      ImmutableList.of(
          new Setup(ImmutableList.of("all"), ImmutableList.of(), 10, "/etc/ansible/facts.d"),
          new Package(
              ImmutableList.of("coreutils", "no-such-package"),
              "present",
              "auto",
              Optional.empty(),
              false,
              ImmutableList.of(),
              ImmutableList.of(),
              false),
          apt("autoremove", true),
          apt("clean", true),
          apt("deb", List.of("/no/such.deb")),
          apt("name", List.of("no-such-source"), "state", "build-dep"),
          new Service(
              Optional.of("no-such-service"),
              Optional.of(ServiceState.STARTED),
              Optional.of(true),
              "auto",
              Optional.empty(),
              Optional.empty(),
              "default",
              Optional.empty(),
              false,
              Optional.empty()),
          new SystemdService(
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              true,
              false,
              false,
              false,
              Scope.SYSTEM),
          user(),
          ROOT,
          new Hostname("box", Optional.empty()),
          OSTYPE,
          new Modprobe("dummy", "", Presence.PRESENT, Persistence.PRESENT));

  static Stream<Arguments> modulesInShells() {
    return MODULES.stream()
        .flatMap(module -> SHELLS.stream().map(shell -> Arguments.of(shell, module)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("modulesInShells")
  void probesAreSilentAndSucceed(String shell, Module<?> module) {
    Output output = run(shell, module.observe().script().orElseThrow());
    assertEquals("", output.stderr());
    assertEquals(0, output.status());
    assertFalse(module.observe().reader().apply(output).toString().isEmpty());
  }

  /** What every machine has, as the states say it. */
  static Stream<Arguments> factsInShells() {
    return Stream.of(
            Arguments.of(user(), "name=root, exists=true, uid=Optional[0], group=root"),
            Arguments.of(ROOT, "name=root, exists=true, gid=Optional[0], owner=Optional[root]"),
            Arguments.of(OSTYPE, "running=Optional[Linux]"))
        .map(Arguments::get)
        .flatMap(fact -> SHELLS.stream().map(shell -> Arguments.of(shell, fact[0], fact[1])));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("factsInShells")
  void answersAreRead(String shell, Module<?> module, String fact) {
    Output output = run(shell, module.observe().script().orElseThrow());
    String state = module.observe().reader().apply(output).toString();
    assertTrue(state.contains(fact), state);
  }

  private static User user() {
    return task(
        User.class,
        "name",
        "root",
        "groups",
        List.of("no-such-group"),
        "append",
        true,
        "seuser",
        "staff_u",
        "generate_ssh_key",
        true);
  }

  private static Apt apt(Object... arguments) {
    var all = new ArrayList<Object>(List.of("dpkg_options", List.of()));
    all.addAll(Arrays.asList(arguments));
    return task(Apt.class, all.toArray());
  }

  private static Output run(String shell, Script script) {
    List<String> words = List.of(shell.split(" "));
    Assumptions.assumeTrue(
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, words.getFirst()))),
        () -> "no " + words.getFirst() + " on this machine");
    try {
      Path errors = Files.createTempFile("probe", ".err");
      var process = new ProcessBuilder(words).redirectError(errors.toFile()).start();
      process.getOutputStream().write(Posix.of(script).text().getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Output output = Output.of(process.waitFor(), text, Files.readString(errors));
      Files.delete(errors);
      return output;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
