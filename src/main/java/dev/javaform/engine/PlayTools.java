package dev.javaform.engine;

import dev.javaform.binding.Binder;
import dev.javaform.remote.Connector;
import dev.javaform.template.Templates;
import java.nio.file.Path;
import java.util.function.Consumer;

/** What every task of a run needs, made once. */
record PlayTools(
    RunOptions options,
    Templates templates,
    Binder binder,
    Connector connector,
    Layers layers,
    Loops loops,
    Conditions conditions,
    ConnectionSettings settings,
    Tags tags,
    Prompter prompter,
    Consumer<Event> listener,
    Path playbookFolder) {}
