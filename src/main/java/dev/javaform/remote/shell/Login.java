package dev.javaform.remote.shell;

import dev.javaform.module.Script;
import dev.javaform.module.Secret;
import dev.javaform.remote.Become;
import dev.javaform.remote.BecomeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts a command as another user: by {@code sudo} (sudo(8)), by {@code su} (su(1)), or as whoever
 * logged in. A password is written to standard input when it is asked for, and only then.
 */
final class Login {
  private static final List<String> SUDO_FLAGS = List.of("-H", "-S");

  private final Become become;
  private final String prompt = "[javaform " + Token.random() + "] password:";
  private final String welcome = "javaform " + Token.random();

  Login(Become become) {
    this.become = become;
  }

  /**
   * Starts {@code command}; returns as soon as whatever is written reaches it.
   *
   * @throws BecomeException where the other user cannot be had
   * @throws IOException where the carrier fails
   */
  Wire start(Carrier carrier, Inbox inbox, String command, Deadline deadline)
      throws IOException, BecomeException, InterruptedException {
    Wire wire = carrier.start(line(command), inbox);
    if (isSilent()) {
      return wire;
    }
    try {
      awaitWelcome(wire, inbox, deadline);
      return wire;
    } catch (BecomeException | IOException | InterruptedException e) {
      wire.close();
      throw e;
    }
  }

  /** Why the command never listened, judged by what was printed instead. */
  BecomeException refusal(String said) {
    return new BecomeException(Refusal.explain(become, said));
  }

  /** Whether nobody can ask for a password. */
  private boolean isSilent() {
    return become.method().isEmpty() || isSudo() && become.password().isEmpty();
  }

  private boolean isSudo() {
    return become.method().equals(Optional.of("sudo"));
  }

  private String line(String command) throws BecomeException {
    return switch (become.method().orElse("")) {
      case "" -> "exec " + command;
      case "sudo" -> "exec " + sudo(command);
      case "su" -> "exec " + su(command);
      default ->
          throw new BecomeException(
              "become_method "
                  + Escaped.line(become.method().get())
                  + " is not supported; use sudo or su");
    };
  }

  private String sudo(String command) {
    List<String> words = new ArrayList<>(List.of(become.program()));
    words.addAll(become.flags().isEmpty() ? SUDO_FLAGS : become.flags());
    if (become.password().isEmpty()) {
      words.add("-n");
      return join(words) + " -u " + Script.quote(become.user()) + " " + command;
    }
    words.removeIf(flag -> flag.equals("-n"));
    words.addAll(List.of("-S", "-p", prompt, "-u", become.user()));
    return join(words) + " /bin/sh -c " + Driver.quote(welcoming(command));
  }

  private String su(String command) {
    List<String> words = new ArrayList<>(List.of(become.program()));
    words.addAll(become.flags());
    words.add(become.user());
    return join(words) + " -c " + Driver.quote(welcoming(command));
  }

  private String welcoming(String command) {
    return "echo '" + welcome + "' >&2; exec " + command;
  }

  private static String join(List<String> words) {
    return String.join(" ", words.stream().map(Script::quote).toList());
  }

  private void awaitWelcome(Wire wire, Inbox inbox, Deadline deadline)
      throws IOException, BecomeException, InterruptedException {
    boolean told = false;
    String said = "";
    while (!said.contains(welcome)) {
      if (!inbox.awaitMoreThan(said, deadline)) {
        throw refusal(inbox.isClosed() ? inbox.pending() : said + Refusal.SILENCE);
      }
      said = inbox.all();
      if (asks(said, told)) {
        tell(wire, told);
        told = true;
      }
    }
  }

  /** Whether the text ends with a prompt; su's is in the language of the host. */
  private boolean asks(String said, boolean told) {
    if (isSudo()) {
      int first = said.indexOf(prompt);
      return told ? first >= 0 && said.indexOf(prompt, first + 1) >= 0 : first >= 0;
    }
    String line = said.substring(said.lastIndexOf('\n') + 1).strip();
    boolean own = line.equals("su:"); // the first half of a complaint
    return !told && !own && (line.endsWith(":") || line.endsWith("："));
  }

  private void tell(Wire wire, boolean told) throws IOException, BecomeException {
    if (told) {
      throw refusal(Refusal.WRONG);
    }
    Secret password = become.password().orElseThrow(() -> refusal(Refusal.NONE));
    byte[] line = (password.reveal() + "\n").getBytes(StandardCharsets.UTF_8);
    wire.write(line, 0, line.length);
  }
}
