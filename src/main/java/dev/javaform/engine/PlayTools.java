package dev.javaform.engine;

import dev.javaform.binding.Binder;
import dev.javaform.remote.Connectors;
import dev.javaform.template.Templates;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * What every task of a run needs, made once.
 *
 * @param stopping whether no further task is to begin
 */
record PlayTools(
    RunOptions options,
    Templates templates,
    Binder binder,
    Connectors connectors,
    Layers layers,
    Loops loops,
    Conditions conditions,
    ConnectionSettings settings,
    Exports exports,
    Tags tags,
    Prompter prompter,
    Secrets secrets,
    RunEvents events,
    BooleanSupplier stopping,
    Path playbookFolder) {}
