package dev.javaform.remote.agent;

import com.google.common.io.BaseEncoding;
import dev.javaform.module.Output;
import dev.javaform.module.Script;
import dev.javaform.module.Secret;
import dev.javaform.python.JsonException;
import dev.javaform.python.JsonReader;
import dev.javaform.python.JsonStyle;
import dev.javaform.python.JsonWriter;
import dev.javaform.remote.Target;
import dev.javaform.remote.UnreachableException;
import dev.javaform.remote.windows.GuestHosts;
import dev.javaform.remote.windows.Helper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The agent of one guest ({@code virsh qemu-agent-command}; QEMU Guest Agent Protocol Reference,
 * {@code guest-exec}). libvirt synchronises with it before each command, so that an answer that
 * came too late is never taken for that to the next. Commands reach virsh on its standard input:
 * nothing of them is in an argument list.
 */
final class GuestAgent {

  /** How a program ended. */
  record Ended(int status, String stdout, String stderr, boolean truncated) {}

  private static final int NOT_STARTED = 3;
  private static final int TIME_UP = 124;

  private static final JsonWriter JSON =
      new JsonWriter(JsonStyle.LINE.separated(",", ":"), String::valueOf);

  private static final String ASK =
      """
      export LC_ALL=C
      ask() {
        printf "qemu-agent-command --domain %s --timeout 20 --cmd '%s'\\n" {} "$1" |
          virsh -q -c qemu:///system 2>&1 | sed -n 's/^.*\\({"return".*\\)$/\\1/p; /^error: /p'
      }
      """;

  private static final String RUN =
      """
      started=$(ask {})
      pid=$(printf '%s\\n' "$started" | sed -n 's/.*"pid":\\([0-9][0-9]*\\).*/\\1/p')
      if [ -z "$pid" ]; then printf '%s\\n' "$started"; exit 3; fi
      left={}
      while [ "$left" -gt 0 ]; do
        status=$(ask "{\\"execute\\":\\"guest-exec-status\\",\\"arguments\\":{\\"pid\\":$pid}}")
        case $status in
          *'"exited":true'*) printf '%s\\n' "$status"; exit 0;;
          error:*) printf '%s\\n' "$status"; exit 3;;
        esac
        sleep 0.2
        left=$((left - 1))
      done
      exit 124
      """;

  private static final String WAITS_A_SECOND = "5";

  private final GuestHosts hosts;
  private final Target.Host host;

  GuestAgent(GuestHosts hosts, Target.Host host) {
    this.hosts = hosts;
    this.host = host;
  }

  /**
   * Makes sure that it answers and may run programs.
   *
   * @throws UnreachableException where not; the message says what to do
   */
  void greet() throws UnreachableException, InterruptedException {
    Script script =
        Script.sh(ASK, host.domain()).then(Script.sh("ask {}", "{\"execute\":\"guest-info\"}"));
    String said = hosts.run(host, script).stdout().strip();
    if (!said.startsWith("{")) {
      throw new UnreachableException(trouble(said));
    }
    if (!said.replace(" ", "").matches("(?s).*\"name\":\"guest-exec\"[^{}]*.*")) {
      throw new UnreachableException(
          "the guest agent of %s is too old to run programs".formatted(host.domain()));
    }
    if (isDisabled(said)) {
      throw new UnreachableException(
          "the guest agent of %s may not run programs: take guest-exec and guest-exec-status out of"
                  .formatted(host.domain())
              + " its block list (qemu-ga.conf, or the service's command line)");
    }
  }

  private static boolean isDisabled(String info) {
    try {
      return JsonReader.read(info) instanceof Map<?, ?> answer
          && answer.get("return") instanceof Map<?, ?> told
          && told.get("supported_commands") instanceof List<?> commands
          && commands.stream()
              .anyMatch(
                  each ->
                      each instanceof Map<?, ?> command
                          && "guest-exec".equals(command.get("name"))
                          && Boolean.FALSE.equals(command.get("enabled")));
    } catch (JsonException _) {
      return false; // running something tells
    }
  }

  /** Runs a program to its end. */
  Ended run(List<String> command, byte[] input, Duration patience)
      throws IOException, InterruptedException {
    long waits = patience.toSeconds() * Long.parseLong(WAITS_A_SECOND);
    Script script =
        Script.sh(ASK, host.domain())
            .then(Script.sh(RUN, new Secret(start(command, input)), String.valueOf(waits)))
            .within(patience.plusMinutes(1));
    Output output = asked(script);
    return switch (output.status()) {
      case 0 -> ended(output.stdout().strip());
      case TIME_UP ->
          throw new Helper.TimeUpException(
              "it did not end within %d seconds, and may still run in the guest"
                  .formatted(patience.toSeconds()));
      case NOT_STARTED -> throw new IOException(trouble(output.stdout().strip()));
      default ->
          throw new IOException(
              "the guest agent cannot be asked: " + (output.stderr() + output.stdout()).strip());
    };
  }

  private Output asked(Script script) throws IOException, InterruptedException {
    try {
      return hosts.run(host, script);
    } catch (UnreachableException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static String start(List<String> command, byte[] input) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("path", command.getFirst());
    arguments.put("arg", command.subList(1, command.size()));
    arguments.put("input-data", BaseEncoding.base64().encode(input));
    arguments.put("capture-output", true);
    return JSON.text(new LinkedHashMap<>(Map.of("execute", "guest-exec", "arguments", arguments)));
  }

  private static Ended ended(String status) throws IOException {
    try {
      if (JsonReader.read(status) instanceof Map<?, ?> answer
          && answer.get("return") instanceof Map<?, ?> end) {
        return new Ended(
            end.get("exitcode") instanceof Long code ? code.intValue() : 1,
            text(end.get("out-data")),
            text(end.get("err-data")),
            Boolean.TRUE.equals(end.get("out-truncated")));
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("the guest agent's answer makes no sense: " + e.getMessage(), e);
    }
    throw new IOException("the guest agent's answer makes no sense");
  }

  private static String text(@Nullable Object base64) {
    return Optional.ofNullable(base64)
        .map(data -> BaseEncoding.base64().decode(data.toString()))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElse("");
  }

  private String trouble(String said) {
    String why = said.replaceFirst("^error: ", "").lines().findFirst().orElse("it says nothing");
    String next =
        why.contains("not connected")
                || why.contains("not responding")
                || why.contains("not configured")
            ? ". Is the guest on, has its domain the channel org.qemu.guest_agent.0, and is the"
                + " service QEMU-GA running in it?"
            : why.contains("failed to get domain")
                ? ". Set ansible_guest_domain to its name in \"virsh list --all\""
                : "";
    return "the guest agent of %s on %s cannot be used: %s%s"
        .formatted(host.domain(), host.target().common().name(), why, next);
  }
}
