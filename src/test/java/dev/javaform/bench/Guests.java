package dev.javaform.bench;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import com.google.common.io.Resources;
import dev.javaform.remote.winrm.host.Settings;
import dev.javaform.remote.winrm.host.WindowsHost;
import dev.javaform.remote.winrm.host.model.WindowsModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Times javaform beside Ansible on Windows guests that are doubles, which answer at once: what is
 * seen is what each has to say, and how long it thinks. Ansible's modules are answered without
 * being run, and are small stand-ins of its own, so that it sends less than with its real ones.
 */
public final class Guests {

  /** MD4 and RC4, which NTLM is made of, are in OpenSSL 3's legacy provider alone. */
  private static final String OPENSSL =
      """
      openssl_conf = all
      [all]
      providers = both
      [both]
      default = on
      legacy = on
      [on]
      activate = 1
      """;

  private static final String ONE_TASK =
      """
      - hosts: all
        gather_facts: false
        tasks:
          - {name: greet, win_ping: }
      """;

  private static final String VALUE =
      "    - {name: value %1$d, win_regedit: {path: 'HKLM:\\SOFTWARE\\Example', name: Value%1$d, data: %1$d, type: dword}}\n";

  private final Path folder;
  private final Path launcher;
  private final int runs;

  private Guests(Path folder, Path launcher, int runs) {
    this.folder = folder;
    this.launcher = launcher;
    this.runs = runs;
  }

  /**
   * Runs the comparison.
   *
   * @param args how often each is run; 3 unless given
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : 3;
    Path folder = Files.createTempDirectory("javaform-bench-");
    try {
      System.out.println("load average: " + Files.readString(Path.of("/proc/loadavg")).strip());
      var bench = new Guests(folder, Path.of("javaform").toAbsolutePath(), runs);
      bench.prepare();
      bench.compare("one win_ping", 1, ONE_TASK, 1);
      bench.compare("win_ping and 60 values that are right", 1, values(60), 61);
      bench.compare("win_ping and 10 values, 10 guests", 10, values(10), 11);
      bench.alone("win_ping and 60 values, 50 guests", 50, values(60));
    } finally {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private static String values(int number) {
    StringBuilder play = new StringBuilder(ONE_TASK);
    for (int i = 0; i < number; i++) {
      play.append(VALUE.formatted(i));
    }
    return play.toString();
  }

  private void prepare() throws IOException {
    Files.writeString(folder.resolve("openssl.cnf"), OPENSSL);
    Files.writeString(
        folder.resolve("win_double.ps1"),
        Resources.toString(
            Resources.getResource(WindowsHost.class, "win_double.ps1"), StandardCharsets.UTF_8));
  }

  /** Guests that listen, and how much was said to them. */
  private record Doubles(ImmutableList<WindowsHost> hosts) implements AutoCloseable {

    static Doubles start(int number) throws IOException {
      ImmutableList.Builder<WindowsHost> hosts = ImmutableList.builder();
      for (int i = 0; i < number; i++) {
        hosts.add(
            WindowsHost.plain(new Settings(), new WindowsModel()).saying("{\"changed\": false}"));
      }
      return new Doubles(hosts.build());
    }

    long posts() {
      return hosts.stream().mapToLong(host -> host.traffic().posts()).sum();
    }

    long up() {
      return hosts.stream().mapToLong(host -> host.traffic().up()).sum();
    }

    long connections() {
      return hosts.stream().mapToLong(host -> host.traffic().postsPerConnection().size()).sum();
    }

    @Override
    public void close() {
      hosts.forEach(
          host -> {
            try {
              host.close();
            } catch (IOException _) {
              // it is gone
            }
          });
    }
  }

  private void compare(String title, int number, String play, int tasks)
      throws IOException, InterruptedException {
    System.out.printf("%n%s; medians of %d runs in turns%n", title, runs);
    try (Doubles guests = Doubles.start(number)) {
      Contestant own = javaform(guests, play);
      own.run(folder);
      List<Seen> ours = new ArrayList<>();
      List<Seen> theirs = new ArrayList<>();
      for (int run = 0; run < runs; run++) {
        ours.add(see(own, guests));
        theirs.add(see(ansible(guests, tasks), guests));
      }
      Seen mine = median(ours);
      mine.tell("javaform", number, 1);
      median(theirs).tell("Ansible", number, mine.seconds());
    }
  }

  private void alone(String title, int number, String play)
      throws IOException, InterruptedException {
    System.out.printf("%n%s; medians of %d runs%n", title, runs);
    try (Doubles guests = Doubles.start(number)) {
      Contestant own = javaform(guests, play);
      own.run(folder);
      List<Seen> ours = new ArrayList<>();
      for (int run = 0; run < runs; run++) {
        ours.add(see(own, guests));
      }
      median(ours).tell("javaform", number, 1);
    }
  }

  /** What one run took. */
  private record Seen(double seconds, long posts, long up, long connections, long megabytes) {

    void tell(String name, int guests, double base) {
      System.out.printf(
          "  %-10s %7.2f s (%5.1f times), %4d MB; for each guest %4d requests, %5d kB up, %3d"
              + " connections%n",
          name,
          seconds,
          base == 1 ? 1 : seconds / base,
          megabytes,
          posts / guests,
          up / guests / 1000,
          connections / guests);
    }
  }

  private Seen see(Contestant contestant, Doubles guests) throws IOException, InterruptedException {
    long posts = guests.posts();
    long up = guests.up();
    long connections = guests.connections();
    Contestant.Timing timing = contestant.run(folder);
    return new Seen(
        timing.seconds(),
        guests.posts() - posts,
        guests.up() - up,
        guests.connections() - connections,
        timing.peakMegabytes());
  }

  private static Seen median(List<Seen> all) {
    return all.stream()
        .sorted((one, other) -> Double.compare(one.seconds(), other.seconds()))
        .toList()
        .get(all.size() / 2);
  }

  private Contestant javaform(Doubles guests, String play) throws IOException {
    Path file = Files.writeString(folder.resolve("guests.yml"), play);
    return new Contestant(
        "javaform",
        ImmutableList.of(
            launcher.toString(),
            "run",
            file.toString(),
            "-i",
            inventory(guests).toString(),
            "--forks",
            "50"),
        ImmutableMap.of());
  }

  /** Ansible's tasks are all the same: they are answered without being run. */
  private Contestant ansible(Doubles guests, int tasks) throws IOException {
    StringBuilder play = new StringBuilder("- hosts: all\n  gather_facts: false\n  tasks:\n");
    for (int i = 0; i < tasks; i++) {
      play.append("    - {name: task %d, win_double: {word: pong}}%n".formatted(i));
    }
    Path file = Files.writeString(folder.resolve("theirs.yml"), play);
    return new Contestant(
        "ansible",
        ImmutableList.of(
            "/usr/bin/ansible-playbook",
            file.toString(),
            "-i",
            inventory(guests).toString(),
            "--forks",
            "50"),
        ImmutableMap.of(
            "OPENSSL_CONF", folder.resolve("openssl.cnf").toString(),
            "ANSIBLE_LIBRARY", folder.toString(),
            "PYTHONWARNINGS", "ignore"));
  }

  private Path inventory(Doubles guests) throws IOException {
    StringBuilder text = new StringBuilder();
    for (WindowsHost host : guests.hosts()) {
      text.append(
          "guest%1$d ansible_host=127.0.0.1 ansible_port=%1$d ansible_connection=winrm ansible_winrm_scheme=http ansible_winrm_transport=ntlm ansible_user=gamer ansible_password=Sw0rdfish!%n"
              .formatted(host.port()));
    }
    return Files.writeString(folder.resolve("guests.ini"), text);
  }
}
