package dev.javaform.engine;

import com.google.common.collect.ImmutableSet;
import dev.javaform.config.Configuration;
import dev.javaform.inventory.HostPattern;
import dev.javaform.source.Yaml;
import java.util.Optional;

/**
 * What the command line says about a run.
 *
 * @param check whether nothing may be changed
 * @param diff whether differences are shown
 * @param forks how many hosts are worked on at the same moment
 * @param tags only tasks with one of these; empty: {@code all}
 * @param skipTags not tasks with one of these
 * @param limit host pattern that narrows every play
 * @param extraVars {@code -e}, the strongest variables
 * @param configuration settings that are weaker than variables and keywords
 * @param forceHandlers whether hosts that failed still run their handlers
 * @param confirmation asked before each task whether it may run
 */
public record RunOptions(
    boolean check,
    boolean diff,
    int forks,
    int verbosity,
    ImmutableSet<String> tags,
    ImmutableSet<String> skipTags,
    Optional<HostPattern> limit,
    Yaml.Mapping extraVars,
    Configuration configuration,
    boolean forceHandlers,
    Confirmation confirmation) {}
