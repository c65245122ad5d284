package dev.javaform.cli;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which hosts, which tasks, which variables. */
final class SelectionOptions {

  @Option(
      names = {"-i", "--inventory"},
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
      description = "not tasks with one of these tags")
  private List<String> skipTags = new ArrayList<>();

  @Option(
      names = "--start-at-task",
      paramLabel = "NAME",
      description = "leave out what stands before this task; * and ? stand for anything")
  private Optional<String> startAt = Optional.empty();

  /** The inventories; without any, {@code ANSIBLE_INVENTORY}; else this machine alone. */
  List<String> inventories() {
    if (!inventories.isEmpty()) {
      return inventories;
    }
    return Optional.ofNullable(System.getenv("ANSIBLE_INVENTORY"))
        .map(List::of)
        .orElseGet(List::of);
  }

  Optional<String> limit() {
    return limit;
  }

  List<String> extraVars() {
    return extraVars;
  }

  ImmutableSet<String> tags() {
    return split(tags);
  }

  ImmutableSet<String> skipTags() {
    return split(skipTags);
  }

  Optional<StartAt> startAt() {
    return startAt.map(StartAt::new);
  }

  private static ImmutableSet<String> split(List<String> lists) {
    return lists.stream()
        .flatMap(list -> Splitter.on(',').trimResults().omitEmptyStrings().splitToStream(list))
        .collect(ImmutableSet.toImmutableSet());
  }
}
