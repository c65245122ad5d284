package dev.javaform.endtoend;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The vocabulary of end-to-end tests: a folder with an inventory, playbooks and other files, in
 * which the program is run with the options that a user would type.
 *
 * <p>The program runs in a process of its own that knows nothing of whoever runs the tests: its
 * home folder is empty, and there is no agent.
 */
final class Site {
  private static final Path SCRIPT = Path.of("/usr/bin/script");

  private final Path folder;
  private final List<String> more = new ArrayList<>();
  private String path = "";

  Site(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(home());
  }

  /** The folder that the program takes for its user's home; empty at the start. */
  Path home() {
    return folder.resolve("home");
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  /** Gives the program's Java machine one more option. */
  Site with(String option) {
    more.add(option);
    return this;
  }

  /** Lets the program find the programs of this folder before all others. */
  Site finding(Path programs) {
    path = programs + File.pathSeparator;
    return this;
  }

  /** Writes the inventory {@code hosts}. */
  Site hosts(HostLine... hosts) throws IOException {
    return file("hosts", Stream.of(hosts).map(HostLine::toString).collect(Collectors.joining()));
  }

  /** Writes a file of the site. */
  Site file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  /** Runs a playbook with this text, {@code play.yml}, to its end. */
  Told run(String playbook, String... options) throws Exception {
    try (Running running = start(playbook, options)) {
      return running.end();
    }
  }

  /** Starts to run a playbook with this text, {@code play.yml}. */
  Running start(String playbook, String... options) throws Exception {
    file("play.yml", playbook);
    List<String> words = new ArrayList<>(List.of("run", "play.yml", "-i", "hosts"));
    words.addAll(Arrays.asList(options));
    return javaform(folder, words);
  }

  /**
   * Starts to run a playbook on a terminal of its own, its output led past that through {@code
   * cat}; skips the running test where script(1) is missing.
   */
  Running startOnTerminal(String playbook, String... options) throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(SCRIPT), "no " + SCRIPT + " (util-linux)");
    file("play.yml", playbook);
    List<String> words = command(List.of("run", "play.yml", "-i", "hosts"));
    words.addAll(Arrays.asList(options));
    String line =
        "#!/bin/bash\n'%s' | cat\nstatus=${PIPESTATUS[0]}\nstty -a\nexit $status\n"
            .formatted(String.join("' '", words));
    Path started = OddHost.program(folder.resolve("started"), line);
    // exec: some shells stay, and make a status of their own out of Ctrl-C.
    List<String> script = List.of(SCRIPT.toString(), "-qec", "exec " + started, "/dev/null");
    return start(folder, script, ProcessBuilder.Redirect.PIPE);
  }

  /** Starts to run a playbook on a terminal, its output shown there. */
  Running startAtTerminal(String playbook, String... options) throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(SCRIPT), "no " + SCRIPT + " (util-linux)");
    file("play.yml", playbook);
    List<String> words = command(List.of("run", "play.yml", "-i", "hosts", "--no-color"));
    words.addAll(Arrays.asList(options));
    String line = "exec '%s'".formatted(String.join("' '", words));
    return start(
        folder,
        List.of(SCRIPT.toString(), "-qec", line, "/dev/null"),
        ProcessBuilder.Redirect.PIPE);
  }

  /**
   * Starts what a user of bash types, {@code "$@"} being the program: {@code "$@" > /dev/full}. A
   * pipeline ends with the status of its first command.
   */
  Running inBash(String line, List<String> arguments) throws IOException {
    String script = line + "\nexit \"${PIPESTATUS[0]}\"";
    List<String> words = new ArrayList<>(List.of("bash", "-c", script, "bash"));
    words.addAll(command(arguments));
    return start(folder, words, ProcessBuilder.Redirect.from(new File("/dev/null")));
  }

  /** Starts the program in a folder, with this command line. */
  Running javaform(Path where, List<String> arguments) throws IOException {
    return start(where, command(arguments), ProcessBuilder.Redirect.from(new File("/dev/null")));
  }

  private List<String> command(List<String> arguments) {
    List<String> options = new ArrayList<>(more);
    options.add("-Duser.home=" + home());
    List<String> words = new ArrayList<>(Program.command(options));
    words.addAll(arguments);
    return words;
  }

  private Running start(Path where, List<String> words, ProcessBuilder.Redirect input)
      throws IOException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    ProcessBuilder builder = new ProcessBuilder(words).directory(where.toFile());
    builder.environment().keySet().removeIf(Site::isOfTheUser);
    builder.environment().put("TERM", "xterm");
    builder.environment().merge("PATH", path, (old, own) -> own + old);
    builder.redirectInput(input);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    return new Running(builder.start(), out, err);
  }

  private static boolean isOfTheUser(String variable) {
    return variable.startsWith("ANSIBLE_")
        || variable.startsWith("SSH_")
        || variable.startsWith("JAVA_TOOL")
        || variable.equals("JDK_JAVA_OPTIONS");
  }
}
