package dev.javaform.bench;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.javaform.lab.LoopbackSshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Times javaform beside its peers: the same converged playbook, the same real sshd on loopback, run
 * in turns on the same machine, without and with a delay on the way. Prints medians and ratios;
 * judges nothing.
 */
public final class Bench {

  private static final Pattern ROUND_TRIPS = Pattern.compile("round trips:.*?lab001=(\\d+)");
  private static final int MANY = 200;

  private final Path folder;
  private final Path launcher;
  private final int runs;

  private Bench(Path folder, Path launcher, int runs) {
    this.folder = folder;
    this.launcher = launcher;
    this.runs = runs;
  }

  /**
   * Runs every contestant and prints the ratios.
   *
   * @param args how many counted runs each contestant has; 5 unless given
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    Path folder = Files.createTempDirectory("javaform-bench-");
    try (var sshd = LoopbackSshd.start("MaxStartups 1000", "MaxSessions 1000")) {
      new Bench(folder, Path.of("javaform").toAbsolutePath(), runs).run(sshd);
    } finally {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private void run(LoopbackSshd sshd) throws IOException, InterruptedException {
    say("load average: " + Files.readString(Path.of("/proc/loadavg")).strip());
    Scenario scenario = new Scenario(folder);
    scenario.write();
    Path here = scenario.inventory("near", sshd, sshd.port(), 1);
    javaform(scenario, here).run(folder); // brings the host into the wanted state
    compare("no delay", scenario, sshd, sshd.port(), here);
    try (DelayProxy proxy = new DelayProxy(sshd.port(), Duration.ofMillis(50))) {
      Path far = scenario.inventory("far", sshd, proxy.port(), 1);
      compare("50 ms round trip", scenario, sshd, proxy.port(), far);
    }
    version();
    many(scenario, sshd);
  }

  private void compare(String title, Scenario scenario, LoopbackSshd sshd, int port, Path inventory)
      throws IOException, InterruptedException {
    say(
        "\n%d tasks, converged, one host, %s; %d runs in turns"
            .formatted(Scenario.TASKS, title, runs));
    List<Contestant> contestants = contestants(scenario, sshd, port, inventory);
    Map<Contestant, List<Double>> seconds = new LinkedHashMap<>();
    for (int i = -1; i < runs; i++) { // the first round warms up
      for (Contestant contestant : contestants) {
        double time = contestant.run(folder).seconds();
        if (i >= 0) {
          seconds.computeIfAbsent(contestant, _ -> new ArrayList<>()).add(time);
        }
      }
    }
    report(seconds);
    say(
        "  round trips of javaform, its connection and shell included: "
            + roundTrips(scenario, inventory));
  }

  private static void report(Map<Contestant, List<Double>> seconds) {
    double own = median(seconds.values().iterator().next());
    seconds.forEach(
        (contestant, times) ->
            say(
                "  %-28s median %6.2f s   min %6.2f   max %6.2f   %5.1f x javaform"
                    .formatted(
                        contestant.name(),
                        median(times),
                        times.stream().min(Double::compare).orElseThrow(),
                        times.stream().max(Double::compare).orElseThrow(),
                        median(times) / own)));
  }

  private static double median(List<Double> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
  }

  private String roundTrips(Scenario scenario, Path inventory)
      throws IOException, InterruptedException {
    Contestant verbose =
        new Contestant(
            "javaform -vv",
            ImmutableList.of(
                launcher.toString(),
                "run",
                scenario.playbook().toString(),
                "-i",
                inventory.toString(),
                "-vv"),
            ImmutableMap.of());
    Matcher matcher = ROUND_TRIPS.matcher(verbose.run(folder).output());
    return matcher.find() ? matcher.group(1) : "not told";
  }

  private List<Contestant> contestants(
      Scenario scenario, LoopbackSshd sshd, int port, Path inventory) throws IOException {
    List<Contestant> contestants = new ArrayList<>();
    contestants.add(javaform(scenario, inventory));
    contestants.add(floor(scenario, sshd, port, inventory));
    if (isInstalled("ansible-playbook")) {
      contestants.add(ansible("ansible, pipelining", scenario, inventory, ImmutableMap.of()));
      mitogen().ifPresent(path -> contestants.add(mitogen(scenario, inventory, path)));
    } else {
      say("  (ansible-playbook is not installed: no peer to compare with)");
    }
    return contestants;
  }

  private Contestant javaform(Scenario scenario, Path inventory) {
    return new Contestant(
        "javaform",
        ImmutableList.of(
            launcher.toString(), "run", scenario.playbook().toString(), "-i", inventory.toString()),
        ImmutableMap.of());
  }

  private static Contestant floor(Scenario scenario, LoopbackSshd sshd, int port, Path inventory) {
    String knownHosts = inventory.toString().replace(".ini", ".known_hosts");
    return new Contestant(
        "one ssh, one script",
        ImmutableList.of(
            "ssh",
            "-F",
            "none",
            "-p",
            String.valueOf(port),
            "-i",
            sshd.identity().toString(),
            "-o",
            "UserKnownHostsFile=" + knownHosts,
            sshd.user() + "@127.0.0.1",
            scenario.floorScript()),
        ImmutableMap.of());
  }

  private static Contestant ansible(
      String name, Scenario scenario, Path inventory, Map<String, String> more) {
    ImmutableMap<String, String> environment =
        ImmutableMap.<String, String>builder()
            .put("ANSIBLE_PIPELINING", "true")
            .put("ANSIBLE_NOCOLOR", "1")
            .put("ANSIBLE_SSH_CONTROL_PATH_DIR", scenario.folder().resolve("cp").toString())
            .putAll(more)
            .buildOrThrow();
    return new Contestant(
        name,
        ImmutableList.of(
            "ansible-playbook", scenario.playbook().toString(), "-i", inventory.toString()),
        environment);
  }

  private static Contestant mitogen(Scenario scenario, Path inventory, Path plugins) {
    return ansible(
        "ansible with mitogen",
        scenario,
        inventory,
        ImmutableMap.of(
            "ANSIBLE_STRATEGY", "mitogen_linear", "ANSIBLE_STRATEGY_PLUGINS", plugins.toString()));
  }

  /** Where distributions put mitogen's strategy plugins. */
  private static Optional<Path> mitogen() throws IOException {
    Path root = Path.of("/usr/lib/python3/dist-packages/ansible_mitogen/plugins/strategy");
    return Files.exists(root) ? Optional.of(root) : Optional.empty();
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private void version() throws IOException, InterruptedException {
    Contestant version =
        new Contestant(
            "javaform --version",
            ImmutableList.of(launcher.toString(), "--version"),
            ImmutableMap.of());
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      times.add(version.run(folder).seconds());
    }
    say("\njavaform --version: median %.3f s".formatted(median(times)));
  }

  private void many(Scenario scenario, LoopbackSshd sshd) throws IOException, InterruptedException {
    Path inventory = scenario.inventory("many", sshd, sshd.port(), MANY);
    Contestant.Timing timing = javaform(scenario, inventory).run(folder);
    say(
        "\n%d hosts (all of them this sshd): %.1f s, peak memory of the process %d MB"
            .formatted(MANY, timing.seconds(), timing.peakMegabytes()));
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
