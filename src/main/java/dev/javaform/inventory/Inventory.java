package dev.javaform.inventory;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The hosts javaform knows, their groups, and what is written about them. Immutable but for caches;
 * may be shared by threads, each with its own {@link Diagnostics}.
 *
 * <p>Besides the hosts its sources name there is an implicit {@code localhost} (also {@code
 * 127.0.0.1} and {@code ::1}) with a local connection: it belongs to no group, is not matched by
 * {@code all}, and is there where a pattern names it.
 */
public final class Inventory {

  private static final String NO_SOURCE =
      ". -i names an inventory: a file, a folder, or hosts with a comma after them.";

  private final ImmutableMap<String, Group> groups;
  private final ImmutableMap<String, Host> hosts;
  private final HostVariables variables;
  private final ImmutableList<Path> folders;
  private final ImmutableList<String> sources;

  private Inventory(Draft draft, List<Path> folders, ImmutableList<String> sources) {
    this.sources = sources;
    Census census = new Census(draft);
    this.groups = census.groups();
    this.hosts = census.hosts();
    this.folders = ImmutableList.copyOf(folders);
    this.variables = new HostVariables(requireNonNull(groups.get(Draft.ALL)), this.folders);
  }

  /**
   * Reads the sources one after the other; what they say adds up. A source is an INI or YAML file,
   * a directory of them, or a list of hosts with a comma in it. Mistakes are added to the
   * diagnostics, and what could be understood is returned.
   *
   * @param sources as the user named them, relative to the working directory
   */
  public static Inventory load(
      List<String> sources, Path workingDirectory, Diagnostics diagnostics) {
    return load(
        sources, Optional.empty(), workingDirectory, HostExpressions.NONE, false, diagnostics);
  }

  /**
   * The same; mistakes about what there is to read point at {@code from}, where that is said.
   *
   * @param expressions works out what the plugins {@code constructed} and {@code generator} are
   *     told
   * @param ranges whether lists of hosts hold ranges, as the plugin {@code advanced_host_list} has
   *     them
   */
  public static Inventory load(
      List<String> sources,
      Optional<Mark> from,
      Path workingDirectory,
      HostExpressions expressions,
      boolean ranges,
      Diagnostics diagnostics) {
    Draft draft = new Draft();
    InventorySources reader = new InventorySources(draft, from, expressions, ranges, diagnostics);
    sources.stream()
        .filter(source -> !source.isBlank())
        .forEach(source -> reader.read(source, workingDirectory));
    draft.settle();
    InventoryWarnings.report(draft, sources.isEmpty() ? NO_SOURCE : "", diagnostics);
    return new Inventory(
        draft,
        InventorySources.folders(sources, workingDirectory),
        InventorySources.named(sources, workingDirectory));
  }

  /** What it was read from: files and folders with their whole paths, lists of hosts as written. */
  public ImmutableList<String> sources() {
    return sources;
  }

  /** All hosts but an implicit localhost, in the order in which {@code all} has them. */
  public ImmutableList<String> hosts() {
    return requireNonNull(groups.get(Draft.ALL)).hosts();
  }

  /**
   * The hosts of each group, with those of its children; {@code all} and {@code ungrouped} first.
   */
  public ImmutableMap<String, ImmutableList<String>> groups() {
    return ImmutableMap.copyOf(Maps.transformValues(groups, Group::hosts));
  }

  /**
   * The groups a host belongs to, directly or through others, without {@code all}, sorted:
   * Ansible's {@code group_names}. None for a host that the inventory does not have.
   */
  public ImmutableList<String> groupsOf(String host) {
    return host(host).groups().stream()
        .map(Group::name)
        .sorted()
        .collect(ImmutableList.toImmutableList());
  }

  /** The hosts a pattern means, each once; a part that matches nothing is warned of. */
  public ImmutableList<String> select(HostPattern pattern, Diagnostics diagnostics) {
    return ImmutableList.copyOf(selected(pattern, diagnostics));
  }

  /** The hosts a pattern means, as far as they are within a limit, in the pattern's order. */
  public ImmutableList<String> select(
      HostPattern pattern, HostPattern limit, Diagnostics diagnostics) {
    Set<String> selected = selected(pattern, diagnostics);
    selected.retainAll(selected(limit, diagnostics));
    return ImmutableList.copyOf(selected);
  }

  /** The hosts a pattern means. */
  public ImmutableList<String> select(String pattern, Diagnostics diagnostics) {
    return select(HostPattern.parse(pattern, Mark.NOWHERE), diagnostics);
  }

  private Set<String> selected(HostPattern pattern, Diagnostics diagnostics) {
    ImmutableSet<String> names = hosts.keySet();
    return new Selection(groups, names, diagnostics).of(pattern);
  }

  /**
   * Adds an error where a limit leaves none of the inventory's hosts, as it is surely a mistake.
   */
  public void check(HostPattern limit, Diagnostics diagnostics) {
    if (!hosts.isEmpty() && selected(limit, diagnostics).isEmpty()) {
      diagnostics.add(
          Diagnostic.error(
              "No hosts",
              "Specified inventory, host pattern and/or --limit leaves us with no hosts to target."
                  + " Check --limit against the names in the inventory."));
    }
  }

  /**
   * What inventory and playbook's folder say about a host, later ones winning: the inventory's
   * files on {@code all}, on the other groups (by depth, then {@code ansible_group_priority}, then
   * name); {@code group_vars/all} beside the inventory, beside the playbook; {@code group_vars} of
   * the other groups in the same way; the inventory's files on the host; {@code host_vars} beside
   * the inventory, beside the playbook.
   *
   * <p>Each value knows its place. Mistakes in a file are told the first time it is read.
   *
   * @param host any name: what the inventory does not have is in {@code all} alone
   */
  public ImmutableMap<String, Yaml> variables(
      String host, Path playbookFolder, Diagnostics diagnostics) {
    Path folder = playbookFolder.toAbsolutePath().normalize();
    return variables.of(host(host), ImmutableList.of(folder), diagnostics);
  }

  /** What the inventory alone says about a host, as where there is no playbook. */
  public ImmutableMap<String, Yaml> variables(String host, Diagnostics diagnostics) {
    return variables.of(host(host), ImmutableList.of(), diagnostics);
  }

  /** The folders of the sources, beside which {@code group_vars} and {@code host_vars} may lie. */
  public ImmutableList<Path> folders() {
    return folders;
  }

  /**
   * Warns of files of variables that nothing reads because their names are misspelt.
   *
   * @return those that nothing reads though their names are like no other
   */
  public ImmutableList<Path> checkFiles(Path playbookFolder, Diagnostics diagnostics) {
    List<Path> all = new ArrayList<>(folders);
    all.add(playbookFolder.toAbsolutePath().normalize());
    return new UnusedFiles(groups.keySet(), hosts.keySet()).check(all, diagnostics);
  }

  private Host host(String name) {
    return Optional.ofNullable(hosts.get(name)).orElseGet(() -> stranger(name));
  }

  private static Host stranger(String name) {
    Yaml local = new Yaml.Scalar("local", "local", Mark.NOWHERE, true);
    ImmutableMap<String, Yaml> variables =
        Selection.LOCAL.contains(name)
            ? ImmutableMap.of("ansible_connection", local)
            : ImmutableMap.of();
    return new Host(name, variables, ImmutableList.of());
  }
}
