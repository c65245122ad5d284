package dev.javaform.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which machines a command looks at: hosts, or captures of some. */
final class HostFlags {

  @Parameters(
      arity = "0..*",
      paramLabel = "HOST",
      description =
          "hosts, groups or patterns of the inventory; without an inventory, and with an @,"
              + " addresses: [USER@]HOST[:PORT]; localhost is this machine")
  private List<String> hosts = new ArrayList<>();

  @Option(
      names = {"-i", "--inventory", "--inventory-file"},
      paramLabel = "INVENTORY",
      description = "a file, a directory, or hosts with a comma (host1,host2,); may be repeated")
  private List<String> inventories = new ArrayList<>();

  @Option(
      names = {"-e", "--extra-vars"},
      paramLabel = "VARS",
      description = "key=value words, a YAML or JSON mapping, or @file; may be repeated")
  private List<String> extraVars = new ArrayList<>();

  @Option(
      names = {"-f", "--forks"},
      paramLabel = "N",
      description = "how many hosts to ask at the same time (default: 50)")
  private Optional<Integer> forks = Optional.empty();

  @Option(
      names = "--capture",
      paramLabel = "FILE",
      description =
          "look at what was kept of a machine instead: a folder, an archive or a text, as \"javaform"
              + " facts --save\", hwloc, ghw, lscpu and dmidecode write them; may be repeated")
  private List<Path> captures = new ArrayList<>();

  @Mixin private ConnectionFlags connection;

  /** What was given of the settings of a run, by the options' long names. */
  Map<String, Object> values() {
    ImmutableMap.Builder<String, Object> values = ImmutableMap.builder();
    values.putAll(connection.values());
    if (!inventories.isEmpty()) {
      values.put("--inventory", ImmutableList.copyOf(inventories));
    }
    forks.ifPresent(number -> values.put("--forks", Math.max(1, number)));
    return values.buildOrThrow();
  }

  ImmutableList<String> hosts() {
    return ImmutableList.copyOf(hosts);
  }

  ImmutableList<String> extraVars() {
    return ImmutableList.copyOf(extraVars);
  }

  ImmutableList<Path> captures() {
    return ImmutableList.copyOf(captures);
  }

  /** Whether what was looked at under this name is a capture, not a host. */
  boolean isCapture(String name) {
    return captures.stream().anyMatch(path -> path.toString().equals(name));
  }
}
