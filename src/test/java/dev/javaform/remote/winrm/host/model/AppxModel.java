package dev.javaform.remote.winrm.host.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The apps of a guest: those in its image, which new users get, those that users have, and those
 * that belong to Windows and stay.
 */
public final class AppxModel implements ResourceModel {

  private final Set<String> provisioned = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private final Set<String> installed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private final Set<String> fixed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  AppxModel() {
    provisioned.addAll(
        Set.of("Microsoft.BingNews", "Microsoft.GetHelp", "MSTeams", "Microsoft.YourPhone"));
    installed.addAll(provisioned);
    installed.add("Microsoft.XboxGameCallableUI");
    fixed.add("Microsoft.XboxGameCallableUI");
  }

  private static List<String> named(Object names, Set<String> there) {
    return names instanceof List<?> list
        ? list.stream().map(String::valueOf).filter(there::contains).toList()
        : List.of();
  }

  @Override
  public Map<String, Object> read(Map<String, Object> select) {
    Object names = select.get("names");
    return Map.of(
        "provisioned", named(names, provisioned),
        "installed", named(names, installed),
        "fixed", named(names, fixed));
  }

  @Override
  public Optional<Object> write(Map<String, Object> select, Map<String, Object> set) {
    List<String> absent = named(set.get("absent"), installed);
    provisioned.removeAll(named(set.get("absent"), provisioned));
    absent.stream().filter(name -> !fixed.contains(name)).forEach(installed::remove);
    return Optional.empty();
  }
}
