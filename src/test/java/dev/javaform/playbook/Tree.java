package dev.javaform.playbook;

import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Condition;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A folder with a playbook, written by a test, and what the loader makes of it. */
final class Tree {

  private final Path folder;
  private final PlaybookLoader loader;
  private final Diagnostics diagnostics = new Diagnostics();

  Tree(Path folder, String... modules) {
    this.folder = folder;
    this.loader =
        new PlaybookLoader(
            new PlaybookLoader.Options(
                PlaybookLoader.Options.NONE.rolesPath(),
                new Known(ImmutableSet.copyOf(modules)),
                new Plugins(
                    ImmutableSet.of("ssh", "local", "smart"), ImmutableSet.of("sudo", "su"))));
  }

  /** Modules of these names, of which shells take command lines. */
  private record Known(ImmutableSet<String> names) implements KnownModules {

    @Override
    public boolean takesCommandLine(String name) {
      return name.endsWith("command") || name.endsWith("shell");
    }
  }

  /** Writes a file; its name may hold folders. */
  Tree with(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  /** Writes site.yml: one play for all hosts with these tasks. */
  Tree tasks(String tasks) throws IOException {
    return with("site.yml", "- hosts: all\n  tasks:\n" + tasks.indent(4));
  }

  /** As {@link #tasks}, with handlers of these names. */
  Tree tasks(String tasks, String... handlers) throws IOException {
    StringBuilder play = new StringBuilder("- hosts: all\n  handlers:\n");
    for (String handler : handlers) {
      play.append("    - {name: %s, ping: }\n".formatted(handler));
    }
    return with("site.yml", play + "  tasks:\n" + tasks.indent(4));
  }

  PlaybookLoader loader() {
    return loader;
  }

  Playbook load() {
    return loader.load(folder.resolve("site.yml"), diagnostics);
  }

  /** The playbook, which must be without errors. */
  Playbook good() {
    Playbook playbook = load();
    diagnostics.throwIfErrors();
    return playbook;
  }

  Play play() {
    return good().plays().getFirst();
  }

  /** All entries of the first play, sections joined, and roles opened. */
  List<Entry> entries() {
    return play().sections().stream().flatMap(section -> opened(section.entries())).toList();
  }

  /** The entries, those of a role instead of the role. */
  static Stream<Entry> opened(List<Entry> entries) {
    return entries.stream()
        .flatMap(
            entry ->
                entry instanceof Block block && block.role().isPresent()
                    ? opened(block.entries())
                    : Stream.of(entry));
  }

  Task task() {
    return (Task) entries().getFirst();
  }

  /** The playbook's tasks in the order of running, each as {@code module free-form {arguments}}. */
  String listed() {
    List<String> lines = new ArrayList<>();
    entries().forEach(entry -> list(entry, "", lines));
    return String.join("\n", lines);
  }

  /** Every diagnostic as {@code place summary: detail}, the folder left out. */
  String complaints() {
    load().plays().forEach(play -> play.sections().forEach(each -> mistakes(each.entries())));
    return String.join("\n", diagnostics.all().stream().map(this::line).toList());
  }

  /** Adds what is wrong with tasks and includes, and matters where they are reached. */
  private void mistakes(List<Entry> entries) {
    for (Entry entry : entries) {
      switch (entry) {
        case Task task -> task.mistakes().forEach(diagnostics::add);
        case Include include -> {
          include.mistakes().forEach(diagnostics::add);
          mistakes(include.foreseen().entries());
        }
        case Block block -> {
          mistakes(block.entries());
          mistakes(block.rescue());
          mistakes(block.always());
        }
      }
    }
  }

  private String line(Diagnostic diagnostic) {
    String place = diagnostic.mark().map(Object::toString).orElse("-");
    String line = "%s %s: %s".formatted(place, diagnostic.summary(), diagnostic.detail());
    return line.replace(folder + "/", "");
  }

  static void list(Entry entry, String indent, List<String> lines) {
    switch (entry) {
      case Task task -> lines.add(indent + show(task));
      case Include include -> lines.add(indent + "include: " + show(include.task()));
      case Block block -> {
        lines.add(indent + "block");
        block.entries().forEach(inner -> list(inner, indent + "  ", lines));
        block.rescue().forEach(inner -> list(inner, indent + "  rescue: ", lines));
        block.always().forEach(inner -> list(inner, indent + "  always: ", lines));
      }
    }
  }

  private static String show(Task task) {
    String free = task.freeForm().map(text -> " " + text.text()).orElse("");
    String arguments = task.arguments().entries().isEmpty() ? "" : " " + task.arguments().plain();
    return task.module().text() + free + arguments;
  }

  static List<Object> plain(List<? extends Yaml> values) {
    return values.stream().map(Yaml::plain).toList();
  }

  static List<String> texts(List<Condition> conditions) {
    return conditions.stream().map(Condition::text).toList();
  }
}
