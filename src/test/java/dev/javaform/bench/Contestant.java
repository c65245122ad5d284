package dev.javaform.bench;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program that runs the scenario.
 *
 * @param command what is typed
 * @param environment what is set beside it
 * @param fresh what must not be there when it begins
 */
record Contestant(
    String name,
    ImmutableList<String> command,
    ImmutableMap<String, String> environment,
    Optional<Path> fresh) {

  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

  /** One that needs nothing to be away. */
  Contestant(String name, ImmutableList<String> command, ImmutableMap<String, String> environment) {
    this(name, command, environment, Optional.empty());
  }

  /** The same, beginning each time without what it makes. */
  Contestant making(Path made) {
    return new Contestant(name, command, environment, Optional.of(made));
  }

  /**
   * One run.
   *
   * @param seconds by the wall clock, start of the process to its end
   * @param processorSeconds of the process itself, all its threads, as last seen
   * @param peakMegabytes the largest resident set seen, of the process itself
   */
  record Timing(double seconds, double processorSeconds, long peakMegabytes, String output) {}

  /** Runs it once; anything but success ends the benchmark. */
  Timing run(Path folder) throws IOException, InterruptedException {
    if (fresh.isPresent() && Files.exists(fresh.get())) {
      MoreFiles.deleteRecursively(fresh.get(), RecursiveDeleteOption.ALLOW_INSECURE);
    }
    File output = Files.createTempFile(folder, "output", ".txt").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output)
            .redirectInput(new File("/dev/null"));
    builder.environment().putAll(environment);
    long start = System.nanoTime();
    Process process = builder.start();
    long peak = 0;
    double processor = 0;
    while (process.isAlive()) {
      processor =
          Math.max(
              processor, process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / 1e9);
      peak = Math.max(peak, peak(process.pid()));
      Thread.sleep(5);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    String text = Files.readString(output.toPath(), StandardCharsets.UTF_8);
    if (process.exitValue() != 0) {
      throw new IllegalStateException(name + " failed:\n" + text);
    }
    return new Timing(seconds, processor, peak / 1024, text);
  }

  /** Source: proc_pid_status(5), VmHWM. */
  private static long peak(long pid) {
    try {
      Matcher matcher = PEAK.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
      return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    } catch (IOException _) {
      return 0; // the process is gone
    }
  }
}
