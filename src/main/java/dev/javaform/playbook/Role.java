package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Yaml;
import java.nio.file.Path;

/**
 * A role as one play uses it. What it sees of the role that asks for it, as its dependency or by an
 * include, is in its variables already, weaker than its own.
 *
 * @param name its name as written, that of a collection's role with the collection's
 * @param folder its folder
 * @param defaults {@code defaults/main.yml}, weakest of all variables
 * @param vars {@code vars/main.yml}, and weaker than that the {@code vars} beside its name
 * @param parameters other keys that a play or a dependency has beside its name
 * @param dependencies roles of {@code meta/main.yml}; their defaults and vars are seen here as well
 * @param identity what Ansible tells roles apart by: on a host where one of the same identity has
 *     run, this one need not
 * @param allowsDuplicates whether it runs all the same
 */
public record Role(
    String name,
    Path folder,
    Yaml.Mapping defaults,
    Yaml.Mapping vars,
    Yaml.Mapping parameters,
    ImmutableList<Role> dependencies,
    Identity identity,
    boolean allowsDuplicates) {

  /**
   * What has to be equal for two roles of a play to be one.
   *
   * @param asked how it is asked for: parameters, conditions and tags beside its name, and the like
   */
  public record Identity(Path folder, ImmutableList<Object> asked) {}

  /** Its name without that of a collection. */
  public String shortName() {
    String last = String.valueOf(folder.getFileName());
    return name.endsWith("." + last) ? last : name;
  }

  /** This role with its dependencies. */
  Role dependingOn(ImmutableList<Role> roles) {
    return new Role(name, folder, defaults, vars, parameters, roles, identity, allowsDuplicates);
  }
}
