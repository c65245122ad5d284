package dev.javaform.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.config.AnsibleCfg;
import dev.javaform.config.Configuration;
import dev.javaform.config.DeclaredSettings;
import dev.javaform.config.Origin;
import dev.javaform.config.PasswordSettings;
import dev.javaform.config.RunSettings;
import dev.javaform.config.Setting;
import dev.javaform.config.UnfollowedSettings;
import dev.javaform.playbook.Keyword;
import dev.javaform.playbook.PlayPresets;
import dev.javaform.remote.Become;
import dev.javaform.remote.BecomeMethod;
import dev.javaform.remote.Connectors;
import dev.javaform.remote.Target;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Mark;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings of a run: those of the command line, the environment and ansible.cfg together. */
record Configured(Configuration all, RunSettings run) {

  /**
   * What these options, the environment and the configuration file say.
   *
   * @throws dev.javaform.source.DiagnosticException where a setting is of the wrong kind
   */
  static Configured of(Map<String, Object> options, Diagnostics found) {
    ImmutableMap<String, String> environment = ImmutableMap.copyOf(System.getenv());
    Path home = Path.of(System.getProperty("user.home"));
    AnsibleCfg file = AnsibleCfg.find(environment, Path.of(""), home, found);
    return of(new Configuration(ImmutableMap.copyOf(options), environment, file, home));
  }

  static Configured of(Configuration all) {
    return new Configured(all, all.read(RunSettings.class));
  }

  /** Tells what of the configuration file has no effect here. */
  void check(Connectors connectors, Diagnostics found) {
    UnfollowedSettings.check(all.file(), followed(connectors), found);
  }

  /** Everything in ansible.cfg that has its effect. */
  static ImmutableSet<String> followed(Connectors connectors) {
    Stream<Class<?>> own =
        Stream.of(
            RunSettings.class,
            PasswordSettings.class,
            Target.Common.class,
            Target.Wanted.class,
            Become.class,
            Become.Wanted.class,
            Become.By.class);
    return Stream.concat(own, connectors.kinds().stream().map(Connectors.Kind::target))
        .flatMap(record -> DeclaredSettings.of(record).keys())
        .flatMap(BecomeMethod::ofEach)
        .collect(ImmutableSet.toImmutableSet());
  }

  /** Where the inventory is named, if that is in a file. */
  Optional<Mark> inventoryMark() {
    Setting setting = DeclaredSettings.of(RunSettings.class).setting("inventory");
    return all.find(setting, Map.of())
        .flatMap(
            found ->
                found.origin() instanceof Origin.File file
                    ? Optional.of(file.mark())
                    : Optional.empty());
  }

  /** Whether lists of hosts hold ranges: which of the two plugins for them comes first. */
  boolean listsHoldRanges() {
    return run.inventoryPlugins().stream()
        .map(name -> name.substring(name.lastIndexOf('.') + 1))
        .filter(name -> name.endsWith("host_list"))
        .findFirst()
        .filter("advanced_host_list"::equals)
        .isPresent();
  }

  /** The folders that roles are looked up in, besides those of the playbook. */
  ImmutableList<Path> rolesPath() {
    return paths(run.rolesPath());
  }

  /** The folders that collections are looked up in, besides that of the playbook. */
  ImmutableList<Path> collectionsPath() {
    return paths(run.collectionsPath());
  }

  private static ImmutableList<Path> paths(ImmutableList<String> written) {
    return written.stream().map(Path::of).collect(ImmutableList.toImmutableList());
  }

  /** What is set for all plays that do not say it themselves. */
  PlayPresets presets() {
    PlayPresets presets = PlayPresets.NONE;
    if (run.noLog()) {
      presets = presets.with(Keyword.NO_LOG);
    }
    if (run.anyErrorsFatal()) {
      presets = presets.with(Keyword.ANY_ERRORS_FATAL);
    }
    return run.gathering() == RunSettings.Gathering.EXPLICIT ? presets.withoutFacts() : presets;
  }
}
