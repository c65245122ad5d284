package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.binding.Modules;
import dev.javaform.engine.RunOptions.ConnectionOptions;
import dev.javaform.inventory.HostPattern;
import dev.javaform.inventory.Inventory;
import dev.javaform.playbook.Playbook;
import dev.javaform.playbook.PlaybookLoader;
import dev.javaform.remote.Connector;
import dev.javaform.remote.Connectors;
import dev.javaform.remote.local.LocalConnector;
import dev.javaform.report.Console;
import dev.javaform.report.Palette;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import dev.javaform.template.jinja.JinjavaTemplates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The vocabulary of engine tests: a playbook as text, hosts that are shells of this machine, and
 * what a run of it told. Everything between is real.
 */
final class Playing {

  private final Path folder;
  private String inventory = "one ansible_connection=local\n";
  private Connector connector = new Connectors(Map.of("local", LocalConnector::new));
  private boolean check;
  private int forks = 5;
  private ImmutableSet<String> tags = ImmutableSet.of();

  Playing(Path folder) {
    this.folder = folder;
  }

  /** A run on hosts of these names, each a shell of this machine. */
  Playing on(String... hosts) {
    inventory = String.join("", List.of(hosts).stream().map(Playing::local).toList());
    return this;
  }

  private static String local(String host) {
    return host + " ansible_connection=local\n";
  }

  /** An inventory as its file would hold it. */
  Playing inventory(String text) {
    inventory = text;
    return this;
  }

  Playing through(Connector other) {
    connector = other;
    return this;
  }

  Playing checking() {
    check = true;
    return this;
  }

  Playing forks(int number) {
    forks = number;
    return this;
  }

  Playing tags(String... names) {
    tags = ImmutableSet.copyOf(names);
    return this;
  }

  /** A file beside the playbook. */
  Playing file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  /** Runs the playbook with that text. */
  Told play(String text) throws Exception {
    file("play.yml", text);
    file("hosts", inventory);
    Diagnostics found = new Diagnostics();
    Inventory hosts = Inventory.load(List.of(folder.resolve("hosts").toString()), folder, found);
    PlaybookLoader loader = new PlaybookLoader(PlaybookLoader.Options.NONE);
    Playbook playbook = loader.load(folder.resolve("play.yml"), found);
    Runner runner = new Runner(options(), hosts, loader, new Modules(), new JinjavaTemplates());
    runner.check(playbook, found);
    found.throwIfErrors();
    return run(runner, playbook);
  }

  private Told run(Runner runner, Playbook playbook) throws InterruptedException {
    List<Event> events = new ArrayList<>();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Console console = new Console(stream, stream, Palette.PLAIN, 0, check);
    RunStatus status =
        runner.run(
            playbook,
            connector,
            (_, _) -> "",
            event -> {
              synchronized (events) {
                events.add(event);
              }
              console.accept(event);
            });
    return new Told(status, ImmutableList.copyOf(events), out.toString(StandardCharsets.UTF_8));
  }

  private RunOptions options() {
    ConnectionOptions connection =
        new ConnectionOptions(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            5,
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new RunOptions(
        check,
        true,
        forks,
        0,
        tags,
        ImmutableSet.of(),
        Optional.<HostPattern>empty(),
        new Yaml.Mapping(ImmutableList.of(), Mark.NOWHERE),
        connection,
        false);
  }

  /** What a run told. */
  record Told(RunStatus status, ImmutableList<Event> events, String text) {

    /** {@code host task outcome}, in the order of happening. */
    List<String> outcomes() {
      List<String> lines = new ArrayList<>();
      String task = "";
      for (Event event : events) {
        if (event instanceof Event.TaskStarted started) {
          task = started.name();
        } else if (event instanceof Event.TaskEnded ended) {
          lines.add(ended.host() + " " + task + " " + word(ended.result().outcome()));
        }
      }
      return lines;
    }

    private static String word(Outcome outcome) {
      return switch (outcome) {
        case Outcome.Unchanged _ -> "ok";
        case Outcome.WouldChange _ -> "would change";
        case Outcome.Changed _ -> "changed";
        case Outcome.Skipped _ -> "skipped";
        case Outcome.Unpredictable _ -> "unpredictable";
        case Outcome.Failed _ -> "failed";
        case Outcome.Unreachable _ -> "unreachable";
      };
    }

    /** The messages of debug tasks, in the order of happening. */
    List<String> messages() {
      return events.stream()
          .<String>mapMulti(
              (event, into) -> {
                if (event instanceof Event.TaskEnded ended
                    && ended.result().outcome() instanceof Outcome.Unchanged
                    && ended.result().values().get("msg") instanceof String message
                    && !ended.result().values().containsKey("rc")
                    && !ended.looped()) {
                  into.accept(ended.host() + ": " + message);
                }
              })
          .toList();
    }

    Stats stats(String host) {
      return end().stats().get(host);
    }

    int roundTrips(String host) {
      return end().roundTrips().get(host);
    }

    private Event.RunEnded end() {
      return (Event.RunEnded) events.getLast();
    }

    /** Why a task failed on a host, the first time it did. */
    String failure(String host) {
      return events.stream()
          .<String>mapMulti(
              (event, into) -> {
                if (event instanceof Event.TaskEnded ended
                    && ended.host().equals(host)
                    && ended.result().outcome() instanceof Outcome.Failed(String message)) {
                  into.accept(message);
                }
              })
          .findFirst()
          .orElse("nothing failed");
    }
  }
}
