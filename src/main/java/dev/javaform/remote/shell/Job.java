package dev.javaform.remote.shell;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Content;
import dev.javaform.module.Script;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What runs in one shell of its own: one step, or all the probes of an exchange.
 *
 * @param program what that shell is given
 * @param scripts in order, for their time limits
 * @param accepted the exit statuses of a step that are no failure
 */
record Job(String program, ImmutableList<Script> scripts, ImmutableSet<Integer> accepted) {
  private static final Duration LONGEST_LOOK = Duration.ofMinutes(15);
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /**
   * One step: later jobs run only where its exit status is accepted. It speaks the user's own
   * language, as the commands in it were written for a person.
   */
  static Job step(Script script, ImmutableSet<Integer> accepted, Map<String, String> environment)
      throws IOException {
    String statuses = String.join("|", accepted.stream().map(String::valueOf).toList());
    String verdict =
        accepted.isEmpty()
            ? "exit 1\n"
            : "case $_jf_s in " + statuses + ") exit 0;; esac; exit 1\n";
    return new Job(
        exports(environment) + run(script) + "_jf_s=$?; _jf_e $_jf_s\n" + verdict,
        ImmutableList.of(script),
        accepted);
  }

  /**
   * Probes, one after the other whatever they return, in the C locale: they are parsed. None may
   * take as long as a task's own command: a host that does not answer holds up the others.
   */
  static Job probes(List<Script> probes, Map<String, String> environment, Duration patience)
      throws IOException {
    Duration look = patience.compareTo(LONGEST_LOOK) < 0 ? patience : LONGEST_LOOK;
    StringBuilder program = new StringBuilder(exports(environment)).append("export LC_ALL=C\n");
    for (List<Script> some : partition(probes)) {
      program.append(runAll(some));
    }
    ImmutableList<Script> limited =
        probes.stream()
            .map(probe -> probe.within(probe.patience().orElse(look)))
            .collect(ImmutableList.toImmutableList());
    return new Job(program.toString(), limited, ImmutableSet.of());
  }

  /** Probes in a row that may have one subshell stand together. */
  private static List<List<Script>> partition(List<Script> probes) {
    List<List<Script>> groups = new ArrayList<>();
    String last = "";
    for (Script probe : probes) {
      String preamble = shared(probe);
      if (preamble.isEmpty() || !preamble.equals(last)) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().add(probe);
      last = preamble;
    }
    return groups;
  }

  /** The preamble of a script that may have company; empty where it may not. */
  private static String shared(Script script) {
    return script instanceof Script.Sh sh && sh.input().isEmpty() && sh.text().indexOf('\0') < 0
        ? sh.preamble()
        : "";
  }

  private static String runAll(List<Script> probes) throws IOException {
    if (probes.size() == 1) {
      return run(probes.getFirst()) + "_jf_e $?\n";
    }
    StringBuilder program = new StringBuilder("(eval ");
    program.append(Driver.quote(shared(probes.getFirst()))).append("\nahead");
    for (Script probe : probes) {
      ((Script.Sh) probe).subjects().forEach(word -> program.append(' ').append(word));
    }
    for (Script probe : probes) {
      String body = Driver.quote(((Script.Sh) probe).body());
      program.append("\neval ").append(body).append("\n_jf_e $?");
    }
    return program.append("\n) </dev/null\n").toString();
  }

  private static String exports(Map<String, String> environment) {
    StringBuilder exports = new StringBuilder();
    environment.forEach(
        (name, value) -> {
          if (!NAME.matcher(name).matches() || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                "a shell cannot export an environment variable like this: " + name);
          }
          exports
              .append("export ")
              .append(name)
              .append('=')
              .append(Driver.quote(value))
              .append('\n');
        });
    return exports.toString();
  }

  private static String run(Script script) throws IOException {
    return switch (script) {
      case Script.Sh sh -> run(sh);
      case Script.Either either -> run(either.posix());
      case Script.PowerShell other ->
          throw new IllegalStateException("a POSIX shell was given a PowerShell script: " + other);
    };
  }

  private static String run(Script.Sh script) throws IOException {
    String subshell = "(eval " + Driver.quote(safe(script.text())) + ")";
    Optional<Content> input = script.input();
    return input.isEmpty()
        ? subshell + " </dev/null\n"
        : Printf.command(input.get().bytes().read()) + " | " + subshell + "\n";
  }

  /** A script's text; no shell can be given a NUL. */
  private static String safe(String text) {
    return text.indexOf('\0') < 0
        ? text
        : "echo 'the script holds a NUL character, which no shell can read' >&2; exit 126";
  }
}
