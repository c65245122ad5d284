package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Yaml;
import java.nio.file.Path;

/**
 * A role as one play uses it.
 *
 * @param name its name as written
 * @param folder its folder
 * @param defaults {@code defaults/main.yml}, weakest of all variables
 * @param vars {@code vars/main.yml}
 * @param parameters what the play, {@code include_role} or a dependency gave it: {@code vars} and
 *     other keys beside its name
 * @param dependencies roles of {@code meta/main.yml}; their defaults and vars are seen here as well
 */
public record Role(
    String name,
    Path folder,
    Yaml.Mapping defaults,
    Yaml.Mapping vars,
    Yaml.Mapping parameters,
    ImmutableList<Role> dependencies) {}
