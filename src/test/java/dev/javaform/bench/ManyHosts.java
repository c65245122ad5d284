package dev.javaform.bench;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows what one more host costs: the same playbook on 100, 1,000 and 10,000 hosts that are this
 * machine. Prints what a host costs beyond what the start costs, by processor time, which a busy
 * machine disturbs less than the clock; judges nothing. Where costs do not grow with the number of
 * hosts, the last column stays the same.
 */
public final class ManyHosts {

  private static final ImmutableList<Integer> NUMBERS = ImmutableList.of(1, 100, 1_000, 10_000);

  /** Of so many at most something is run in a shell, which costs each host a process. */
  private static final int SHELLS = 1_000;

  private static final String LISTED =
      """
      - hosts: lab
        gather_facts: false
        tasks: []
      """;

  private static final String THOUGHT =
      """
      - hosts: lab
        gather_facts: false
        tasks:
          - {name: say, debug: {msg: "{{ inventory_hostname }} {{ number }}"}}
          - {name: note, set_fact: {noted: "{{ number }}"}}
          - {name: hold, assert: {that: noted is defined, quiet: true}}
      """;

  private static final String ASKED =
      """
      - hosts: lab
        gather_facts: false
        tasks:
          - {name: ask, command: "true", changed_when: false}
      """;

  private final Path folder;
  private final Path launcher;
  private final int runs;

  private ManyHosts(Path folder, Path launcher, int runs) {
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
      var bench = new ManyHosts(folder, Path.of("javaform").toAbsolutePath(), runs);
      bench.compare("an inventory read, nothing done", LISTED, NUMBERS);
      bench.compare("three tasks that ask nothing of a host", THOUGHT, NUMBERS);
      bench.compare("a task in a shell of each host", ASKED, atMost(SHELLS));
    } finally {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private static List<Integer> atMost(int most) {
    return NUMBERS.stream().filter(number -> number <= most).toList();
  }

  private void compare(String title, String playbook, List<Integer> numbers)
      throws IOException, InterruptedException {
    System.out.printf("%n%s; medians of %d runs in turns%n", title, runs);
    Path file = Files.writeString(folder.resolve("site.yml"), playbook);
    Map<Integer, List<Contestant.Timing>> timings = new LinkedHashMap<>();
    for (int run = 0; run < runs; run++) {
      for (int number : numbers) {
        timings.computeIfAbsent(number, _ -> new ArrayList<>()).add(run(file, number));
      }
    }
    double start = processor(timings.get(numbers.getFirst()));
    timings.forEach((number, each) -> tell(number, each, start));
  }

  private void tell(int number, List<Contestant.Timing> timings, double start) {
    double processor = processor(timings);
    System.out.printf(
        "  %6d hosts: %6.2f s by the clock, %6.2f s of processor, %4d MB, %6.2f ms of processor"
            + " a host%n",
        number,
        median(timings.stream().map(Contestant.Timing::seconds).toList()),
        processor,
        timings.stream().mapToLong(Contestant.Timing::peakMegabytes).max().orElseThrow(),
        number == 1 ? 0 : 1000 * (processor - start) / number);
  }

  private static double processor(List<Contestant.Timing> timings) {
    return median(timings.stream().map(Contestant.Timing::processorSeconds).toList());
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private Contestant.Timing run(Path playbook, int number)
      throws IOException, InterruptedException {
    ImmutableList<String> command =
        ImmutableList.of(
            launcher.toString(), "run", playbook.toString(), "-i", inventory(number).toString());
    return new Contestant("javaform", command, ImmutableMap.of()).run(folder);
  }

  private Path inventory(int number) throws IOException {
    StringBuilder text = new StringBuilder("[all:vars]\nansible_connection=local\n[lab]\n");
    for (int host = 0; host < number; host++) {
      text.append("host%05d number=%d%n".formatted(host, host));
    }
    return Files.writeString(folder.resolve(number + ".ini"), text);
  }
}
