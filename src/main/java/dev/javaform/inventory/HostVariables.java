package dev.javaform.inventory;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Yaml;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Merges what is written about hosts, in the precedence Ansible documents. Files are read once, and
 * what hosts of the same groups share is merged once.
 */
final class HostVariables {

  private record Shared(ImmutableList<String> groups, ImmutableList<Path> playbook) {}

  private record Own(String host, ImmutableList<Path> playbook) {}

  private final Group all;
  private final ImmutableList<Path> inventory;
  private final VariableFiles files = new VariableFiles();
  private final Map<Shared, ImmutableMap<String, Yaml>> shared = new ConcurrentHashMap<>();
  private final Map<Own, ImmutableMap<String, Yaml>> own = new ConcurrentHashMap<>();

  /**
   * @param inventory the folders of the inventory's sources
   */
  HostVariables(Group all, ImmutableList<Path> inventory) {
    this.all = all;
    this.inventory = inventory;
  }

  /**
   * The variables of a host, later layers having won.
   *
   * @param playbook the playbook's folder, or nothing
   */
  ImmutableMap<String, Yaml> of(Host host, ImmutableList<Path> playbook, Diagnostics diagnostics) {
    return own.computeIfAbsent(
        new Own(host.name(), playbook), _ -> merged(host, playbook, diagnostics));
  }

  private ImmutableMap<String, Yaml> merged(
      Host host, ImmutableList<Path> playbook, Diagnostics diagnostics) {
    Map<String, Yaml> merged = new LinkedHashMap<>(shared(host, playbook, diagnostics));
    merged.putAll(host.variables());
    List<String> name = List.of(host.name());
    addFiles("host_vars", name, inventory, merged, diagnostics);
    addFiles("host_vars", name, playbook, merged, diagnostics);
    return ImmutableMap.copyOf(merged);
  }

  private ImmutableMap<String, Yaml> shared(
      Host host, ImmutableList<Path> playbook, Diagnostics diagnostics) {
    ImmutableList<String> names =
        host.groups().stream().map(Group::name).collect(ImmutableList.toImmutableList());
    return shared.computeIfAbsent(
        new Shared(names, playbook), key -> ofGroups(host.groups(), key, diagnostics));
  }

  private ImmutableMap<String, Yaml> ofGroups(
      ImmutableList<Group> groups, Shared key, Diagnostics diagnostics) {
    Map<String, Yaml> merged = new LinkedHashMap<>(all.variables());
    groups.forEach(group -> merged.putAll(group.variables()));
    List<String> first = List.of(all.name());
    addFiles("group_vars", first, inventory, merged, diagnostics);
    addFiles("group_vars", first, key.playbook, merged, diagnostics);
    addFiles("group_vars", key.groups, inventory, merged, diagnostics);
    addFiles("group_vars", key.groups, key.playbook, merged, diagnostics);
    return ImmutableMap.copyOf(merged);
  }

  private void addFiles(
      String directory,
      List<String> names,
      List<Path> folders,
      Map<String, Yaml> merged,
      Diagnostics diagnostics) {
    for (Path folder : folders) {
      for (String name : names) {
        for (Yaml.Mapping mapping : files.about(name, folder.resolve(directory), diagnostics)) {
          mapping.entries().forEach(entry -> merged.put(entry.name(), entry.value()));
        }
      }
    }
  }
}
