package dev.javaform.remote.shell;

import dev.javaform.module.Script;
import dev.javaform.module.Secret;
import dev.javaform.remote.Become;
import dev.javaform.remote.BecomeException;
import dev.javaform.remote.BecomeMethod;
import dev.javaform.remote.Limit;
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

  /** More than any host has to say before it lets somebody in. */
  private static final int MOST = 256 << 10;

  private final Become become;
  private final Limit limit;
  private final Censor censor;
  private final String prompt = "[javaform " + Nonce.random() + "] password:";
  private final String welcome = "javaform " + Nonce.random();

  /**
   * A login.
   *
   * @param limit for the answer
   * @param censor of what the host may say
   */
  Login(Become become, Limit limit, Censor censor) {
    this.become = become;
    this.limit = limit;
    this.censor = censor;
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
    return new BecomeException(Refusal.explain(become, said.replace(prompt, ""), limit, censor));
  }

  /** Whether nobody can ask for a password. */
  private boolean isSilent() {
    return become.method().isEmpty() || (isSudo() && become.password().isEmpty());
  }

  private boolean isSudo() {
    return become.method().flatMap(BecomeMethod::of).equals(Optional.of(BecomeMethod.SUDO));
  }

  private String line(String command) throws BecomeException {
    if (become.method().isEmpty()) {
      return "exec " + command;
    }
    return switch (method(become.method().get())) {
      case SUDO -> "exec " + sudo(command);
      case SU -> "exec " + su(command);
    };
  }

  private static BecomeMethod method(String name) throws BecomeException {
    return BecomeMethod.of(name)
        .orElseThrow(
            () ->
                new BecomeException(
                    "become_method "
                        + Escaped.line(name)
                        + " is not supported; use "
                        + String.join(" or ", BecomeMethod.names())));
  }

  private String sudo(String command) {
    List<String> words = new ArrayList<>(List.of(become.program()));
    words.addAll(become.flags().isEmpty() ? SUDO_FLAGS : become.flags());
    if (become.password().isEmpty()) {
      words.add("-n");
      return join(words) + " -u " + Script.Sh.quote(become.user()) + " " + command;
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
    return String.join(" ", words.stream().map(Script.Sh::quote).toList());
  }

  private void awaitWelcome(Wire wire, Inbox inbox, Deadline deadline)
      throws IOException, BecomeException, InterruptedException {
    boolean told = false;
    String said = "";
    long seen = 0;
    while (!said.contains(welcome)) {
      if (!inbox.awaitMoreThan(seen, deadline)) {
        throw refusal(inbox.isClosed() ? inbox.pending() : said + Refusal.SILENCE);
      }
      seen = inbox.arrivals();
      requireModesty(seen);
      said = inbox.all();
      if (asks(said, told)) {
        tell(wire, told);
        told = true;
      }
    }
  }

  /** A host that babbles without end is not listened to any longer. */
  private void requireModesty(long said) throws BecomeException {
    if (said > MOST) {
      throw new BecomeException(
          "cannot become "
              + Escaped.line(become.user())
              + ": the host prints without end instead of letting anybody in; check the start-up"
              + " files of the user who logs in");
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
    wire.write(line, 0, line.length, Wire.STALL);
  }
}
