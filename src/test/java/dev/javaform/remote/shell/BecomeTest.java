package dev.javaform.remote.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Attributes;
import dev.javaform.module.Content;
import dev.javaform.module.Digest;
import dev.javaform.module.Output;
import dev.javaform.module.Script;
import dev.javaform.module.Secret;
import dev.javaform.module.Step;
import dev.javaform.remote.Become;
import dev.javaform.remote.BecomeException;
import dev.javaform.remote.Connection;
import dev.javaform.remote.Target;
import dev.javaform.remote.Targets;
import dev.javaform.remote.UnreachableException;
import dev.javaform.remote.local.LocalCarrier;
import dev.javaform.remote.local.LocalConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Becoming somebody else, with stand-ins for sudo and su that behave as the real ones do. */
@Timeout(30)
class BecomeTest {
  private static final Secret PASSWORD = new Secret("it's \"secret\" $x");

  /** What a host has; sudo and su only where a test brings them. */
  private static final List<String> TOOLS =
      List.of(
          "cat",
          "setsid",
          "mktemp",
          "sha256sum",
          "stat",
          "chmod",
          "wc",
          "sync",
          "mv",
          "rm",
          "readlink",
          "id",
          "env",
          "pwd",
          "rmdir");

  @TempDir private Path folder;
  private final LocalConnector connector = new LocalConnector();
  private Connection connection;

  @BeforeEach
  void open() throws Exception {
    for (String tool : TOOLS) {
      Optional<Path> real =
          Stream.of("/usr/bin", "/bin")
              .map(bin -> Path.of(bin, tool))
              .filter(Files::exists)
              .findFirst();
      Files.createSymbolicLink(folder.resolve(tool), real.orElseThrow());
    }
    Carrier carrier = new LocalCarrier(Map.of("PATH", folder.toString()));
    connection = new ShellConnection(carrier, Targets.local("/bin/sh"));
  }

  @AfterEach
  void close() throws Exception {
    connection.close();
    for (String tool : TOOLS) {
      Files.delete(folder.resolve(tool));
    }
  }

  /** A sudo that wants a password: as sudo(8) does with -S and -p, twice. */
  private void sudo(String... rest) throws Exception {
    tool("sudo", String.join("\n", rest));
  }

  private static final String ARGUMENTS =
      """
      user= prompt= n=
      while [ $# -gt 0 ]; do
      case $1 in -u) user=$2; shift;; -p) prompt=$2; shift;; -n) n=1;; -*) ;; *) break;; esac
      shift
      done
      """;

  private static final String CHECK =
      """
      if [ "$n" ]; then echo 'sudo: a password is required' >&2; exit 1; fi
      for i in 1 2 3; do
      printf %s "$prompt" >&2
      IFS= read -r line || exit 1
      if [ "$line" = "it's \\"secret\\" \\$x" ]; then BECAME=$user; export BECAME; exec "$@"; fi
      echo 'Sorry, try again.' >&2
      done
      echo 'sudo: 3 incorrect password attempts' >&2; exit 1
      """;

  private void tool(String name, String text) throws Exception {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + text);
    assertTrue(file.toFile().setExecutable(true));
  }

  private static Become sudo(Optional<Secret> password) {
    return new Become(Optional.of("sudo"), "root", password, "sudo", ImmutableList.of());
  }

  private static Become su(Optional<Secret> password) {
    return new Become(Optional.of("su"), "root", password, "su", ImmutableList.of());
  }

  private Output ask(Become become, String script) throws Exception {
    return connection
        .session(become)
        .exchange(List.of(), List.of(Script.sh(script)), Map.of())
        .answers()
        .getFirst();
  }

  private String refusal(Become become) {
    return assertThrows(BecomeException.class, () -> ask(become, "true")).getMessage();
  }

  @Test
  void needsNoPasswordWhereNoneIsAskedFor() throws Exception {
    sudo(ARGUMENTS, "BECAME=$user; export BECAME; exec \"$@\"");
    assertEquals("root\n", ask(sudo(Optional.empty()), "echo $BECAME").stdout());
    assertEquals("root\n", ask(sudo(Optional.of(PASSWORD)), "echo $BECAME").stdout());
  }

  @Test
  void tellsThePasswordWhenAsked() throws Exception {
    sudo("echo 'We trust you have received the usual lecture.' >&2", ARGUMENTS, CHECK);
    Output output = ask(sudo(Optional.of(PASSWORD)), "echo $BECAME");
    assertEquals("root\n", output.stdout());
    assertEquals("", output.stderr());
  }

  @Test
  void startsOneShellPerUser() throws Exception {
    sudo(ARGUMENTS, "echo x >> " + folder.resolve("calls"), "exec \"$@\"");
    for (int i = 0; i < 3; i++) {
      ask(sudo(Optional.empty()), "true");
      ask(Become.NO, "true");
    }
    assertEquals(1, Files.readAllLines(folder.resolve("calls")).size());
  }

  @Test
  void carriesLargeFilesAsTheOtherUser() throws Exception {
    sudo(ARGUMENTS, CHECK);
    assertLargeFileArrives(connection, sudo(Optional.of(PASSWORD)));
  }

  private void assertLargeFileArrives(Connection through, Become become) throws Exception {
    Path file = folder.resolve("large");
    Content content = Content.of("x".repeat(200_000));
    Step.Put put =
        new Step.Put(
            "put", file.toString(), content, Attributes.KEEP, Digest.ABSENT, Optional.empty());
    Output output =
        through.session(become).exchange(List.of(put), List.of(), Map.of()).performed().getFirst();
    assertEquals("", output.stderr());
    assertEquals(content, Content.of(file));
  }

  @Test
  void hearsThatItIsTheOtherUserHoweverMuchElseHasCome() throws Exception {
    sudo(ARGUMENTS, "exec \"$@\"");
    Target.Local target = Targets.local("/bin/sh");
    Carrier late = new Late(new LocalCarrier(Map.of("PATH", folder.toString())));
    try (Connection slow = new ShellConnection(late, target)) {
      assertLargeFileArrives(slow, sudo(Optional.of(PASSWORD)));
    }
  }

  /** A carrier on which everything that comes at once has come before anybody looks. */
  private record Late(Carrier carrier) implements DelegatingCarrier {
    @Override
    public Wire start(String command, Receiver receiver) throws IOException, InterruptedException {
      Wire wire = carrier.start(command, receiver);
      Thread.sleep(500);
      return wire;
    }
  }

  @Test
  void startsAnotherProgramWhereOneIsNamed() throws Exception {
    tool("my-sudo", ARGUMENTS + "exec \"$@\"");
    String program = folder.resolve("my-sudo").toString();
    Become become =
        new Become(Optional.of("sudo"), "root", Optional.empty(), program, ImmutableList.of());
    assertEquals("ok\n", ask(become, "echo ok").stdout());
  }

  @Test
  void saysThatThePasswordIsWrong() throws Exception {
    sudo(ARGUMENTS, CHECK);
    String line = refusal(sudo(Optional.of(new Secret("hunter2"))));
    assertTrue(line.startsWith("cannot become root by sudo: the password is wrong"), line);
    assertFalse(line.contains("hunter2"));
  }

  @Test
  void saysThatAPasswordIsNeeded() throws Exception {
    sudo(ARGUMENTS, CHECK);
    String line = refusal(sudo(Optional.empty()));
    assertTrue(line.contains("a password is required; give one with --ask-become-pass"), line);
  }

  @Test
  void saysThatSudoIsMissing() {
    String line = refusal(sudo(Optional.empty()));
    assertTrue(line.contains("sudo is not installed on the host"), line);
    assertTrue(refusal(sudo(Optional.of(PASSWORD))).contains("sudo is not installed"));
  }

  @Test
  void explainsWhatSudoSays() throws Exception {
    for (String[] each :
        new String[][] {
          {"tester is not in the sudoers file.", "is not in sudoers"},
          {"Sorry, user tester may not run sudo on lab01.", "to run anything"},
          {"Sorry, user t is not allowed to execute '/bin/sh' as root on x.", "to run /bin/sh"},
          {"sudo: sorry, you must have a tty to run sudo", "requiretty"},
          {"sudo: unknown user nope", "no such user"},
          {"sudo: something \033[31mnew", "the host said: sudo: something \\x1b[31mnew"},
        }) {
      sudo("echo \"" + each[0] + "\" >&2; exit 1");
      String line = refusal(sudo(Optional.empty()));
      assertTrue(line.contains(each[1]), line);
      assertEquals(1, line.lines().count());
    }
  }

  @Test
  void needsNoPasswordForSuWhereNoneIsAskedFor() throws Exception {
    tool("su", "while [ \"$1\" != -c ]; do shift; done; exec /bin/sh -c \"$2\"");
    assertEquals("ok\n", ask(su(Optional.empty()), "echo ok").stdout());
  }

  @Test
  void tellsSuThePassword() throws Exception {
    tool(
        "su",
        """
        printf 'Passwort: ' >&2; IFS= read -r line
        [ "$line" = "it's \\"secret\\" \\$x" ] || { echo 'su: Authentication failure' >&2; exit 1; }
        while [ "$1" != -c ]; do shift; done; exec /bin/sh -c "$2"
        """);
    assertEquals("ok\n", ask(su(Optional.of(PASSWORD)), "echo ok").stdout());
    assertTrue(refusal(su(Optional.of(new Secret("x")))).contains("the password is wrong"));
    assertTrue(refusal(su(Optional.empty())).contains("a password is required"));
  }

  @Test
  void namesAMethodItDoesNotKnow() {
    Become doas =
        new Become(Optional.of("doas"), "root", Optional.empty(), "doas", ImmutableList.of());
    assertTrue(refusal(doas).contains("become_method doas is not supported"));
  }

  @Test
  void saysThatAShellIsMissing() {
    Connection other = connector.connect(Targets.local("/no/such/shell"));
    UnreachableException e =
        assertThrows(
            UnreachableException.class,
            () ->
                other.session(Become.NO).exchange(List.of(), List.of(Script.sh("true")), Map.of()));
    other.close();
    assertTrue(e.getMessage().contains("/no/such/shell"), e.getMessage());
    assertTrue(e.getMessage().contains("never answered"), e.getMessage());
  }
}
