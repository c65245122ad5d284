package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Yaml;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes handlers of a list: blocks hand their keywords down and are gone, so are imports; an
 * include becomes the handlers of its file, each under the include's names.
 */
final class HandlerReader {

  private final Loading loading;
  private final EntryReader entries;
  private final TaskFiles files;

  HandlerReader(Loading loading) {
    this.loading = loading;
    this.entries = new EntryReader(loading);
    this.files = new TaskFiles(loading);
  }

  /** The handlers of a list. */
  ImmutableList<Handler> handlers(Yaml list, Place place) {
    ImmutableList<Handler> handlers = read(list, place);
    handlers.stream().filter(handler -> handler.names().isEmpty()).forEach(this::nameless);
    return handlers;
  }

  private void nameless(Handler handler) {
    String detail = "This handler has neither \"name\" nor \"listen\", so nothing can notify it.";
    loading.diagnostics().warning("Handler without a name", detail, handler.task().mark());
  }

  private ImmutableList<Handler> read(Yaml list, Place place) {
    ImmutableList.Builder<Handler> handlers = ImmutableList.builder();
    for (Yaml.Mapping item : entries.mappings(list)) {
      handlers.addAll(handler(loading.fields(item), place));
    }
    return handlers.build();
  }

  /** The handlers of a role's file. */
  ImmutableList<Handler> file(Path file, Yaml.Scalar from, Place place) {
    return files
        .at(file, from, place)
        .map(it -> handlers(it.content(), it.place()))
        .orElse(ImmutableList.of());
  }

  private ImmutableList<Handler> handler(Fields fields, Place place) {
    if (Blocks.isBlock(fields)) {
      return block(fields, place);
    }
    return new CallReader(fields, KnownKeywords.HANDLER, loading.modules())
        .read()
        .map(call -> called(fields, call, place))
        .orElse(ImmutableList.of());
  }

  private ImmutableList<Handler> block(Fields fields, Place place) {
    Place inner = Blocks.inner(fields, place);
    for (String word : ImmutableList.of("rescue", "always")) {
      fields.value(word).ifPresent(it -> unsupported("\"%s\" among handlers".formatted(word), it));
    }
    return fields.value("block").map(list -> read(list, inner)).orElse(ImmutableList.of());
  }

  private ImmutableList<Handler> called(Fields fields, Call call, Place place) {
    return call.directive()
        .map(directive -> directed(directive, fields, call, place))
        .orElseGet(() -> ImmutableList.of(one(fields, call, place)));
  }

  private ImmutableList<Handler> directed(
      Directive directive, Fields fields, Call call, Place place) {
    return switch (directive) {
      case IMPORT_TASKS -> imported(fields, call, place);
      case INCLUDE_TASKS -> included(fields, call, place);
      case IMPORT_ROLE, INCLUDE_ROLE -> {
        String what = "%s as a handler".formatted(directive.word());
        yield mistaken(fields, call, place, ImmutableList.of(lacking(what, call.module())));
      }
      case INCLUDE -> {
        Outdated include = new Outdated(call);
        include.tell(loading.diagnostics());
        yield included(fields, include.as(Directive.INCLUDE_TASKS), include.inside(place));
      }
      case INCLUDE_VARS, META, IMPORT_PLAYBOOK -> ImmutableList.of(one(fields, call, place));
    };
  }

  private Handler one(Fields fields, Call call, Place place) {
    return new Handler(TaskReader.read(fields, call, place), names(fields, place));
  }

  private ImmutableList<Handler> imported(Fields fields, Call call, Place place) {
    Place inside = Imports.inner(fields, place);
    return Imports.file(fields, call, inside, loading.names())
        .flatMap(name -> files.named(name, inside))
        .map(file -> read(file.content(), file.place()))
        .orElse(ImmutableList.of());
  }

  /** What is wrong with what it includes is the include's mistake, and matters once notified. */
  private ImmutableList<Handler> included(Fields fields, Call call, Place place) {
    Diagnostics apart = new Diagnostics();
    ImmutableList<Handler> handlers =
        new HandlerReader(loading.telling(apart)).inside(fields, call, place);
    return apart.hasErrors() ? mistaken(fields, call, place, apart.all()) : handlers;
  }

  private ImmutableList<Handler> mistaken(
      Fields fields, Call call, Place place, ImmutableList<Diagnostic> mistakes) {
    Handler handler = one(fields, call, place);
    return ImmutableList.of(new Handler(handler.task().mistaken(mistakes), handler.names()));
  }

  private ImmutableList<Handler> inside(Fields fields, Call call, Place place) {
    Include include = new IncludeReader(loading).read(fields, call, place);
    include
        .task()
        .loop()
        .ifPresent(loop -> unsupported("A loop of include_tasks as a handler", loop.items()));
    Optional<Yaml.Scalar> name = call.freeFormOr("file");
    name.filter(Yaml::isTemplate)
        .ifPresent(it -> unsupported("A file name with a variable in a handler", it));
    Keywords inner =
        Keywords.of(ImmutableList.of(include.vars()))
            .inside(include.inner().onlyWhen(include.task().keywords().when()));
    return name
        .filter(it -> !it.isTemplate())
        .flatMap(it -> files.named(it, place.with(inner)))
        .map(file -> read(file.content(), file.place()))
        .orElse(ImmutableList.of())
        .stream()
        .map(handler -> new Handler(handler.task(), names(fields, place)))
        .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableSet<String> names(Fields fields, Place place) {
    ImmutableSet.Builder<String> names = ImmutableSet.builder();
    fields
        .scalar("name")
        .ifPresent(name -> names.addAll(Handlers.names(name.text(), place.keywords())));
    fields.scalars("listen").forEach(topic -> names.add(topic.text()));
    return names.build();
  }

  private void unsupported(String what, Yaml where) {
    loading.diagnostics().add(lacking(what, where));
  }

  private static Diagnostic lacking(String what, Yaml where) {
    return Diagnostic.error("Not supported yet", what + " is not supported yet.", where.mark());
  }
}
