package dev.javaform.engine;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.inventory.Inventory;
import dev.javaform.playbook.Keywords;
import dev.javaform.playbook.Play;
import dev.javaform.playbook.Role;
import dev.javaform.template.Templates;
import dev.javaform.template.Variable;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The variables that nobody sets.
 *
 * <p>Source: Ansible's documentation, "Special Variables".
 */
final class Magic {

  /** What playbooks may name where they want the Python that Ansible would run with. */
  private static final String PYTHON = "/usr/bin/python3";

  private final ImmutableMap<String, Variable> common;
  private final ImmutableMap<String, Variable> ofPlay;
  private final Inventory inventory;
  private final ImmutableList<HostState> hosts;
  private final ImmutableList<HostState> batch;
  private final ConcurrentMap<String, ImmutableMap<String, Variable>> byHost =
      new ConcurrentHashMap<>();

  /**
   * @param hosts the hosts of the play
   * @param batch those of the batch under way
   * @param hostvars the variables of all hosts, by name
   */
  Magic(
      Play play,
      String playName,
      Path playbookFolder,
      ImmutableList<HostState> hosts,
      ImmutableList<HostState> batch,
      Inventory inventory,
      RunOptions options,
      ScopeMap hostvars) {
    this.inventory = inventory;
    this.hosts = hosts;
    this.batch = batch;
    ImmutableMap.Builder<String, Variable> builder = ImmutableMap.builder();
    ofPlay =
        ImmutableMap.of(
            "hostvars", given(hostvars),
            "ansible_play_hosts_all", given(names(hosts)),
            "ansible_play_name", given(playName),
            "ansible_role_names", given(roles(play)),
            "ansible_play_role_names", given(named(play)),
            "ansible_dependent_role_names", given(dependencies(play)),
            "role_names", given(named(play)));
    put(builder, "groups", inventory.groups());
    put(builder, "playbook_dir", playbookFolder.toAbsolutePath().normalize().toString());
    put(builder, "ansible_check_mode", options.check());
    put(builder, "ansible_diff_mode", options.diff());
    put(builder, "ansible_verbosity", (long) options.verbosity());
    put(builder, "ansible_forks", (long) options.forks());
    put(builder, "ansible_run_tags", all(options.tags().asList()));
    put(builder, "ansible_skip_tags", options.skipTags().asList());
    put(builder, "ansible_version", version());
    put(builder, "omit", Templates.OMIT);
    put(builder, "ansible_inventory_sources", inventory.sources());
    put(builder, "ansible_playbook_python", PYTHON);
    builder.put("ansible_config_file", new Variable.Given(configurationFile(options)));
    common = builder.buildOrThrow();
  }

  private static @Nullable String configurationFile(RunOptions options) {
    return options
        .configuration()
        .file()
        .path()
        .map(file -> file.toAbsolutePath().normalize().toString())
        .orElse(null);
  }

  private static void put(
      ImmutableMap.Builder<String, Variable> builder, String name, Object value) {
    builder.put(name, given(value));
  }

  private static Variable given(Object value) {
    return new Variable.Given(value);
  }

  private static List<String> all(List<String> tags) {
    return tags.isEmpty() ? List.of("all") : tags;
  }

  private static List<String> roles(Play play) {
    return play.roles().stream().map(Role::name).distinct().toList();
  }

  /** The roles that the play itself names, as often as it does: no dependencies. */
  private static List<String> named(Play play) {
    Set<Role> dependencies =
        play.roles().stream()
            .flatMap(role -> role.dependencies().stream())
            .collect(Collectors.toSet());
    return play.roles().stream()
        .filter(role -> !dependencies.contains(role))
        .map(Role::name)
        .toList();
  }

  private static List<String> dependencies(Play play) {
    return play.roles().stream()
        .flatMap(role -> role.dependencies().stream())
        .map(Role::name)
        .distinct()
        .toList();
  }

  /** The language level playbooks may ask for. */
  private static Map<String, Object> version() {
    Map<String, Object> version = new LinkedHashMap<>();
    version.put("full", "2.14.0");
    version.put("major", 2L);
    version.put("minor", 14L);
    version.put("revision", 0L);
    version.put("string", "2.14.0");
    return version;
  }

  /** The magic variables a task with {@code keywords} sees on {@code host}. */
  Map<String, Variable> of(HostState host, Keywords keywords) {
    Map<String, Variable> now = new LinkedHashMap<>(of(host));
    now.putAll(ofPlay);
    Variable left = new Variable.Given(new Left(batch));
    now.put("play_hosts", left);
    now.put("ansible_play_batch", left);
    now.put("ansible_play_hosts", new Variable.Given(new Left(hosts)));
    keywords.role().ifPresent(role -> now.putAll(of(role)));
    return now;
  }

  /** The magic variables that are the same whatever the host is at. */
  Map<String, Variable> of(HostState host) {
    return byHost.computeIfAbsent(host.name(), _ -> ImmutableMap.copyOf(own(host)));
  }

  /**
   * The names of those hosts that are up when a task first looks: few tasks do, and every scope of
   * every host holds such a list.
   */
  private static final class Left extends AbstractList<String> {

    private final Supplier<List<String>> names;

    Left(List<HostState> hosts) {
      names = Suppliers.memoize(() -> names(hosts.stream().filter(HostState::isUp).toList()));
    }

    @Override
    public String get(int index) {
      return names.get().get(index);
    }

    @Override
    public int size() {
      return names.get().size();
    }
  }

  private static List<String> names(List<HostState> hosts) {
    return hosts.stream().map(HostState::name).toList();
  }

  private static Map<String, Variable> of(Role role) {
    String folder = role.folder().toAbsolutePath().normalize().toString();
    return Map.of(
        "role_name", new Variable.Given(role.shortName()),
        "ansible_role_name", new Variable.Given(role.name()),
        "role_path", new Variable.Given(folder));
  }

  private Map<String, Variable> own(HostState host) {
    Map<String, Variable> own = new LinkedHashMap<>(common);
    String name = host.name();
    int dot = name.indexOf('.');
    own.put("inventory_hostname", new Variable.Given(name));
    own.put(
        "inventory_hostname_short", new Variable.Given(dot > 0 ? name.substring(0, dot) : name));
    own.put("group_names", new Variable.Given(new ArrayList<>(inventory.groupsOf(name))));
    return own;
  }
}
