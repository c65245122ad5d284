package dev.javaform.cli;

import dev.javaform.engine.RunOptions;
import dev.javaform.engine.Tags;
import dev.javaform.inventory.HostPattern;
import dev.javaform.inventory.Inventory;
import dev.javaform.playbook.Block;
import dev.javaform.playbook.Entry;
import dev.javaform.playbook.Include;
import dev.javaform.playbook.Keywords;
import dev.javaform.playbook.Play;
import dev.javaform.playbook.Playbook;
import dev.javaform.playbook.Role;
import dev.javaform.playbook.Task;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Yaml;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Lists what a run would go through, without running it. */
final class Listing {

  private final Inventory inventory;
  private final RunOptions options;
  private final Tags tags;
  private final boolean hosts;
  private final boolean tasks;
  private final StringBuilder text = new StringBuilder();

  Listing(Inventory inventory, RunOptions options, boolean hosts, boolean tasks) {
    this.inventory = inventory;
    this.options = options;
    this.tags = new Tags(options.tags(), options.skipTags());
    this.hosts = hosts;
    this.tasks = tasks;
  }

  String of(List<Playbook> playbooks) {
    for (Playbook playbook : playbooks) {
      text.append("\nplaybook: ").append(playbook.file()).append('\n');
      for (int i = 0; i < playbook.plays().size(); i++) {
        play(i + 1, playbook.plays().get(i));
      }
    }
    return text.toString();
  }

  private void play(int number, Play play) {
    String pattern = String.valueOf(play.hosts().plain());
    String name = play.name().map(Yaml.Scalar::text).orElse(pattern);
    text.append(
        "\n  play #%d (%s): %s%s%n".formatted(number, pattern, name, tags(play.keywords())));
    if (hosts) {
      hosts(play);
    }
    if (tasks) {
      text.append("    tasks:\n");
      play.sections().forEach(section -> section.entries().forEach(this::entry));
    }
  }

  private void hosts(Play play) {
    List<String> patterns =
        play.hosts().plain() instanceof List<?> many
            ? many.stream().map(String::valueOf).toList()
            : List.of(String.valueOf(play.hosts().plain()));
    HostPattern pattern = HostPattern.parse(patterns, play.hosts().mark());
    Diagnostics ignored =
        new Diagnostics(); // a pattern without hosts lists none, which says it all
    List<String> selected =
        options
            .limit()
            .map(limit -> inventory.select(pattern, limit, ignored))
            .orElseGet(() -> inventory.select(pattern, ignored));
    text.append("    pattern: %s%n".formatted(quoted(patterns)));
    text.append("    hosts (%d):%n".formatted(selected.size()));
    selected.forEach(host -> text.append("      ").append(host).append('\n'));
  }

  private void entry(Entry entry) {
    switch (entry) {
      case Task task -> line(task);
      case Include include -> line(include.task());
      case Block block -> {
        block.entries().forEach(this::entry);
        block.rescue().forEach(this::entry);
        block.always().forEach(this::entry);
      }
    }
  }

  private void line(Task task) {
    if (tags.choose(task.keywords().tags())) {
      text.append("      %s%s%n".formatted(name(task), tags(task.keywords())));
    }
  }

  /** Only a name has its role before it, as people know it. */
  private static String name(Task task) {
    String role = task.keywords().role().map(Role::name).map(each -> each + " : ").orElse("");
    return task.name().map(name -> role + name.text()).orElse(task.module().text());
  }

  private static String tags(Keywords keywords) {
    return "\tTAGS: [%s]".formatted(String.join(", ", new TreeSet<>(keywords.tags())));
  }

  private static String quoted(List<String> patterns) {
    return patterns.stream().map("'%s'"::formatted).collect(Collectors.joining(", ", "[", "]"));
  }
}
