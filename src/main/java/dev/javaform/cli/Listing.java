package dev.javaform.cli;

import com.google.common.collect.ImmutableList;
import dev.javaform.engine.RunOptions;
import dev.javaform.engine.TagNames;
import dev.javaform.engine.Tags;
import dev.javaform.inventory.HostPattern;
import dev.javaform.inventory.Inventory;
import dev.javaform.playbook.Block;
import dev.javaform.playbook.Entry;
import dev.javaform.playbook.Include;
import dev.javaform.playbook.Keywords;
import dev.javaform.playbook.Play;
import dev.javaform.playbook.Playbook;
import dev.javaform.playbook.Task;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import dev.javaform.template.Templates;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Lists what a run would go through, without running it. */
final class Listing {

  private final Inventory inventory;
  private final RunOptions options;
  private final Templates templates;
  private final Tags tags;
  private final Set<Kind> wanted;
  private final StringBuilder text = new StringBuilder();

  /** What can be listed. */
  enum Kind {
    HOSTS,
    TASKS,
    TAGS
  }

  Listing(Inventory inventory, RunOptions options, Templates templates, Set<Kind> wanted) {
    this.inventory = inventory;
    this.options = options;
    this.templates = templates;
    this.tags = new Tags(options.tags(), options.skipTags());
    this.wanted = wanted;
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
    TagNames names = TagNames.in(play, options, templates);
    String pattern = String.valueOf(play.hosts().plain());
    String name = play.name().map(Yaml.Scalar::text).orElse(pattern);
    text.append(
        "\n  play #%d (%s): %s%s%n"
            .formatted(number, pattern, name, tags(names, play.keywords(), play.mark())));
    if (wanted.contains(Kind.HOSTS)) {
      hosts(play);
    }
    List<Task> chosen = new ArrayList<>();
    play.sections()
        .forEach(section -> section.entries().forEach(each -> choose(each, names, chosen)));
    if (wanted.contains(Kind.TASKS)) {
      text.append("    tasks:\n");
      chosen.forEach(
          task ->
              text.append(
                  "      %s%s%n".formatted(name(task), tags(names, task.keywords(), task.mark()))));
    }
    if (wanted.contains(Kind.TAGS)) {
      text.append("      TASK TAGS: [%s]%n".formatted(tags(names, chosen)));
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

  private void choose(Entry entry, TagNames names, List<Task> chosen) {
    switch (entry) {
      case Task task -> choose(task, names, chosen);
      case Include include -> choose(include.task(), names, chosen);
      case Block block -> {
        block.entries().forEach(each -> choose(each, names, chosen));
        block.rescue().forEach(each -> choose(each, names, chosen));
        block.always().forEach(each -> choose(each, names, chosen));
      }
    }
  }

  private void choose(Task task, TagNames names, List<Task> chosen) {
    if (tags.choose(names.of(task.keywords().tags(), task.mark()))) {
      chosen.add(task);
    }
  }

  /** Only a name has its role before it, as people know it. */
  private static String name(Task task) {
    return task.name().isPresent() ? names(task).getLast() : task.module().text();
  }

  /** What a task may be called by: its name or its module, alone and with its role before it. */
  static ImmutableList<String> names(Task task) {
    String name = task.name().map(Yaml.Scalar::text).orElseGet(() -> task.module().text());
    return task.keywords()
        .role()
        .map(role -> ImmutableList.of(name, role.name() + " : " + name))
        .orElse(ImmutableList.of(name));
  }

  private static String tags(TagNames names, Keywords keywords, Mark mark) {
    return "\tTAGS: [%s]"
        .formatted(String.join(", ", new TreeSet<>(names.of(keywords.tags(), mark))));
  }

  private static String tags(TagNames names, List<Task> tasks) {
    return tasks.stream()
        .flatMap(task -> names.of(task.keywords().tags(), task.mark()).stream())
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String quoted(List<String> patterns) {
    return patterns.stream().map("'%s'"::formatted).collect(Collectors.joining(", ", "[", "]"));
  }
}
