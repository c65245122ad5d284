package dev.javaform.cli;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which hosts, which tasks, which variables. */
final class SelectionOptions {

  @Option(
      names = {"-i", "--inventory", "--inventory-file"},
      paramLabel = "INVENTORY",
      description = "a file, a directory, or hosts with a comma (host1,host2,); may be repeated")
  private List<String> inventories = new ArrayList<>();

  @Option(
      names = {"-l", "--limit"},
      paramLabel = "PATTERN",
      description = "narrow every play to these hosts")
  private Optional<String> limit = Optional.empty();

  @Option(
      names = {"-e", "--extra-vars"},
      paramLabel = "VARS",
      description = "key=value words, a YAML or JSON mapping, or @file; may be repeated")
  private List<String> extraVars = new ArrayList<>();

  @Option(
      names = {"-t", "--tags"},
      paramLabel = "TAGS",
      description = "only tasks with one of these tags")
  private List<String> tags = new ArrayList<>();

  @Option(
      names = "--skip-tags",
      paramLabel = "TAGS",
      description = "skip tasks with one of these tags")
  private List<String> skipTags = new ArrayList<>();

  @Option(
      names = "--start-at-task",
      paramLabel = "NAME",
      description = "skip everything before this task; * and ? match anything")
  private Optional<String> startAt = Optional.empty();

  /** What was given, by the options' long names. */
  Map<String, Object> values() {
    ImmutableMap<String, ImmutableList<String>> lists =
        ImmutableMap.of(
            "--inventory",
            ImmutableList.copyOf(inventories),
            "--tags",
            split(tags),
            "--skip-tags",
            split(skipTags));
    return ImmutableMap.copyOf(Maps.filterValues(lists, list -> !list.isEmpty()));
  }

  Optional<String> limit() {
    return limit;
  }

  List<String> extraVars() {
    return extraVars;
  }

  Optional<StartAt> startAt() {
    return startAt.map(StartAt::new);
  }

  private static ImmutableList<String> split(List<String> lists) {
    return lists.stream()
        .flatMap(list -> Splitter.on(',').trimResults().omitEmptyStrings().splitToStream(list))
        .collect(ImmutableList.toImmutableList());
  }
}
