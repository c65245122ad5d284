package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.binding.Modules;
import dev.javaform.config.Configuration;
import dev.javaform.event.Event;
import dev.javaform.event.Listener;
import dev.javaform.event.Outcome;
import dev.javaform.event.Stats;
import dev.javaform.inventory.HostPattern;
import dev.javaform.inventory.Inventory;
import dev.javaform.playbook.PlayPresets;
import dev.javaform.playbook.Playbook;
import dev.javaform.playbook.PlaybookLoader;
import dev.javaform.playbook.Plugins;
import dev.javaform.remote.BecomeMethod;
import dev.javaform.remote.Connector;
import dev.javaform.remote.Connectors;
import dev.javaform.remote.Target;
import dev.javaform.remote.local.LocalConnector;
import dev.javaform.remote.ssh.SshConnector;
import dev.javaform.remote.ssh.UserDialog;
import dev.javaform.report.Console;
import dev.javaform.report.Display;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import dev.javaform.template.ansible.AnsibleTemplates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The vocabulary of engine tests: a playbook as text, hosts that are shells of this machine, and
 * what a run of it told. Everything between is real.
 */
final class Playing {

  private final Path folder;
  private String inventory = "one ansible_connection=local\n";
  private Connectors connectors = connectors(LocalConnector::new);
  private boolean check;
  private int forks = 5;
  private ImmutableSet<String> tags = ImmutableSet.of();
  private Listener listener = _ -> {};
  private String typed = "";
  private Confirmation confirmation = Confirmation.ALL;

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

  Playing through(Connector<Target.Local> other) {
    connectors = connectors(() -> other);
    return this;
  }

  private static Connectors connectors(Supplier<Connector<Target.Local>> local) {
    return new Connectors(
        new Connectors.Kind<>(
            "ssh", Target.Ssh.class, () -> new SshConnector(UserDialog.NOBODY), "smart"),
        new Connectors.Kind<>("local", Target.Local.class, local));
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

  /** Who is told of the run, too. */
  Playing listener(Listener other) {
    listener = other;
    return this;
  }

  /** Somebody at the terminal, who answers every question so. */
  Playing typing(String answer) {
    typed = answer;
    return this;
  }

  /** Somebody who is asked before each task. */
  Playing confirming(Confirmation other) {
    confirmation = other;
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
    Diagnostics found = new Diagnostics();
    Read read = read(text, found);
    found.throwIfErrors();
    return run(read.runner(), read.playbook());
  }

  /** What is told of the playbook with that text before anything runs. */
  ImmutableList<Diagnostic> findings(String text) throws IOException {
    Diagnostics found = new Diagnostics();
    read(text, found);
    return found.all();
  }

  private record Read(Runner runner, Playbook playbook) {}

  private Read read(String text, Diagnostics found) throws IOException {
    file("play.yml", text);
    file("hosts", inventory);
    Inventory hosts = Inventory.load(List.of(folder.resolve("hosts").toString()), folder, found);
    Modules modules = new Modules();
    PlaybookLoader loader =
        new PlaybookLoader(
            new PlaybookLoader.Options(
                ImmutableList.of(),
                ImmutableList.of(),
                modules,
                new Plugins(connectors.names(), BecomeMethod.names()),
                PlayPresets.NONE,
                new AuthorNames(new AnsibleTemplates(), options().extraVars())));
    Playbook playbook = loader.load(folder.resolve("play.yml"), found);
    Runner runner =
        new Runner(options(), hosts, loader, modules, new AnsibleTemplates(), connectors);
    runner.check(List.of(playbook), found);
    return new Read(runner, playbook);
  }

  private Told run(Runner runner, Playbook playbook) throws InterruptedException {
    List<Event> events = new ArrayList<>();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Console console = new Console(stream, stream, Display.plain(check));
    RunStatus status =
        runner.run(
            List.of(playbook),
            (_, _) -> typed,
            event -> {
              synchronized (events) {
                events.add(event);
              }
              console.accept(event);
              listener.accept(event);
            },
            () -> false);
    return new Told(status, ImmutableList.copyOf(events), out.toString(StandardCharsets.UTF_8));
  }

  private RunOptions options() {
    Configuration configuration =
        Configuration.of(
            ImmutableMap.of(
                "--timeout", Duration.ofSeconds(5), "--login-timeout", Duration.ofSeconds(5)));
    return new RunOptions(
        check,
        true,
        forks,
        0,
        tags,
        ImmutableSet.of(),
        Optional.<HostPattern>empty(),
        new Yaml.Mapping(ImmutableList.of(), Mark.NOWHERE),
        configuration,
        false,
        confirmation);
  }

  /** What a run told. */
  record Told(RunStatus status, ImmutableList<Event> events, String text) {

    /** {@code host task outcome}, in the order of happening. */
    List<String> outcomes() {
      List<String> lines = new ArrayList<>();
      for (Event event : events) {
        if (event instanceof Event.TaskEnded ended) {
          String word = word(ended.result().outcome());
          lines.add(ended.host() + " " + ended.task().name() + " " + word);
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
