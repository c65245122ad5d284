package dev.javaform.bench;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.javaform.lab.LoopbackSshd;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Times javaform beside its peers: the same converged playbook on one host and on many, with and
 * without a delay on the way, and copies. All hosts are one real sshd on loopback; contestants run
 * in turns. Prints one table of medians and ratios; judges nothing.
 */
public final class Bench {

  private static final Duration FAR = Duration.ofMillis(50);

  /** With more hosts than this, mitogen does not run: it takes seconds for each. */
  private static final int FEW = 10;

  private final Path folder;
  private final Path launcher;
  private final int runs;
  private final LoopbackSshd sshd;
  private final Scenario scenario;

  private Bench(Path folder, int runs, LoopbackSshd sshd) {
    this.folder = folder;
    this.launcher = Path.of("javaform").toAbsolutePath();
    this.runs = runs;
    this.sshd = sshd;
    this.scenario = new Scenario(folder);
  }

  /**
   * Runs every contestant and prints the table.
   *
   * @param args {@code copies} for their rows only; how many counted runs each contestant has, 3
   *     unless given
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    boolean onlyCopies = args.length > 0 && args[0].equals("copies");
    int number = onlyCopies ? 1 : 0;
    int runs = args.length > number ? Integer.parseInt(args[number]) : 3;
    Path folder = Files.createTempDirectory("javaform-bench-");
    try (var sshd =
        LoopbackSshd.start(
            "MaxStartups 1000", "MaxSessions 1000", "Subsystem sftp internal-sftp")) {
      new Bench(folder, runs, sshd).run(onlyCopies);
    } finally {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private void run(boolean onlyCopies) throws IOException, InterruptedException {
    say("load average: " + Files.readString(Path.of("/proc/loadavg")).strip());
    say("%d converged tasks; medians of %d runs in turns\n".formatted(Scenario.TASKS, runs));
    say("| what | javaform | floor | ratio to the floor | others |\n|---|---|---|---|---|");
    scenario.write();
    Path near = inventory("near", sshd.port(), 1);
    if (!onlyCopies) {
      converged(near);
    }
    copies("copy of 500 MB", scenario.large(), near);
    copies("copy of 3,000 small files", scenario.small(), near);
  }

  private void converged(Path near) throws IOException, InterruptedException {
    javaform(scenario.playbook(), near).run(folder); // brings the host into the wanted state
    converged("1 host", sshd.port(), 1);
    converged("10 hosts", sshd.port(), FEW);
    converged("40 hosts", sshd.port(), 40);
    try (DelayProxy proxy = new DelayProxy(sshd.port(), FAR)) {
      converged("1 host, 50 ms", proxy.port(), 1);
      converged("10 hosts, 50 ms", proxy.port(), FEW);
    }
  }

  private Path inventory(String name, int port, int hosts) throws IOException {
    return scenario.inventory(name, sshd, port, hosts);
  }

  private void converged(String title, int port, int hosts)
      throws IOException, InterruptedException {
    Path inventory = inventory("hosts-" + port + "-" + hosts, port, hosts);
    List<Contestant> contestants = new ArrayList<>();
    contestants.add(javaform(scenario.playbook(), inventory));
    Path floor = scenario.floor(sshd, inventory, port, hosts);
    contestants.add(contestant("one ssh, one script", "sh", floor.toString()));
    if (hosts <= FEW && isInstalled("ansible-playbook")) {
      if (hosts == 1) { // half a minute for each host
        contestants.add(ansible("ansible", scenario.playbook(), inventory, ImmutableMap.of()));
      }
      mitogen().ifPresent(path -> contestants.add(mitogen(inventory, path)));
    }
    row(title, contestants);
  }

  /** A copy of what is not there yet, and again. */
  private void copies(String title, Path source, Path inventory)
      throws IOException, InterruptedException {
    Path dest = folder.resolve("copy of " + source.getFileName());
    Path playbook = scenario.copying(source, dest);
    Path byScp = folder.resolve("scp");
    Path byMina = folder.resolve("mina");
    Contestant javaform = javaform(playbook, inventory);
    Contestant scp = scp(inventory, source, byScp).making(byScp);
    row(title, List.of(javaform.making(dest), scp, mina(source, byMina).making(byMina)));
    row("the same again, unchanged", List.of(javaform, scp));
  }

  /** The first is ours, the second the floor. */
  private void row(String title, List<Contestant> contestants)
      throws IOException, InterruptedException {
    Map<Contestant, List<Double>> seconds = new LinkedHashMap<>();
    for (int i = -1; i < runs; i++) { // the first round warms up
      for (Contestant contestant : contestants) {
        double time = contestant.run(folder).seconds();
        if (i >= 0) {
          seconds.computeIfAbsent(contestant, _ -> new ArrayList<>()).add(time);
        }
      }
    }
    List<Contestant> order = List.copyOf(seconds.keySet());
    double own = median(seconds.get(order.get(0)));
    double floor = median(seconds.get(order.get(1)));
    StringBuilder others = new StringBuilder();
    for (Contestant other : order.subList(2, order.size())) {
      double time = median(seconds.get(other));
      others.append("%s %.2f s (%.1f x javaform) ".formatted(other.name(), time, time / own));
    }
    say("| %s | %.2f s | %.2f s | %.1f | %s|".formatted(title, own, floor, own / floor, others));
  }

  private static double median(List<Double> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
  }

  private static Contestant contestant(String name, String... command) {
    return new Contestant(name, ImmutableList.copyOf(command), ImmutableMap.of());
  }

  private Contestant javaform(Path playbook, Path inventory) {
    return contestant(
        "javaform", launcher.toString(), "run", playbook.toString(), "-i", inventory.toString());
  }

  private Contestant scp(Path inventory, Path source, Path dest) {
    return contestant(
        "scp",
        "scp",
        "-r",
        "-F",
        "none",
        "-P",
        String.valueOf(sshd.port()),
        "-i",
        sshd.identity().toString(),
        "-o",
        "UserKnownHostsFile=" + Scenario.knownHosts(inventory),
        source.toString(),
        sshd.user() + "@127.0.0.1:" + dest);
  }

  /** The library sshd-scp, on a whole JVM. */
  private Contestant mina(Path source, Path dest) {
    return contestant(
        "sshd-scp",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        absolute(System.getProperty("java.class.path")),
        ScpUpload.class.getName(),
        String.valueOf(sshd.port()),
        sshd.user(),
        sshd.identity().toString(),
        source.toString(),
        dest.toString());
  }

  /** Contestants do not run where this does. */
  private static String absolute(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator))
        .map(each -> Path.of(each).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private Contestant ansible(String name, Path playbook, Path inventory, Map<String, String> more) {
    ImmutableMap<String, String> environment =
        ImmutableMap.<String, String>builder()
            .put("ANSIBLE_PIPELINING", "true")
            .put("ANSIBLE_NOCOLOR", "1")
            .put("ANSIBLE_FORKS", "40")
            .put("ANSIBLE_SSH_CONTROL_PATH_DIR", folder.resolve("cp").toString())
            .putAll(more)
            .buildOrThrow();
    return new Contestant(
        name,
        ImmutableList.of("ansible-playbook", playbook.toString(), "-i", inventory.toString()),
        environment);
  }

  private Contestant mitogen(Path inventory, Path plugins) {
    return ansible(
        "mitogen",
        scenario.playbook(),
        inventory,
        ImmutableMap.of(
            "ANSIBLE_STRATEGY", "mitogen_linear", "ANSIBLE_STRATEGY_PLUGINS", plugins.toString()));
  }

  /** Where distributions put mitogen's strategy plugins. */
  private static Optional<Path> mitogen() {
    Path root = Path.of("/usr/lib/python3/dist-packages/ansible_mitogen/plugins/strategy");
    return Files.exists(root) ? Optional.of(root) : Optional.empty();
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
