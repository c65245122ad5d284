package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes a task of a mapping whose call is known. */
final class TaskReader {

  private static final Yaml LOCALHOST = Yaml.Scalar.of("localhost", Mark.NOWHERE);

  private TaskReader() {}

  static Task read(Fields fields, Call call, Place place) {
    Keywords keywords = keywords(fields, call).inside(place.keywords());
    Diagnostics mistakes = new Diagnostics();
    new NamedPlugins(fields.plugins()).mistakes(keywords).forEach(mistakes::add);
    if (Async.isLeftRunning(fields)) {
      UnsupportedKeywords.refused(fields, Keyword.ASYNC).forEach(mistakes::add);
    }
    Optional<Task.Loop> loop = LoopReader.read(fields, mistakes);
    return new Task(
        fields.scalar("name"),
        call.module(),
        ModuleDefaults.under(call, keywords),
        call.freeForm(),
        loop,
        register(fields),
        KeywordReader.conditions(fields, "changed_when"),
        KeywordReader.conditions(fields, "failed_when"),
        retries(fields),
        notifies(fields, place),
        mistakes.all(),
        fields.mapping().mark(),
        keywords);
  }

  /** What the task notifies: its own list, or else its block's. */
  static ImmutableList<Yaml.Scalar> notifies(Fields fields, Place place) {
    ImmutableList<Yaml.Scalar> own = fields.scalars("notify");
    return own.isEmpty() ? place.notifies() : own;
  }

  private static Keywords keywords(Fields fields, Call call) {
    Keywords own = Async.limited(KeywordReader.read(fields), fields);
    return call.local() ? own.with(Keyword.DELEGATE_TO, LOCALHOST) : own;
  }

  private static Optional<Yaml.Scalar> register(Fields fields) {
    Optional<Yaml.Scalar> name = fields.scalar("register");
    name.ifPresent(it -> Identifiers.check(it, fields.diagnostics()));
    return name;
  }

  private static Optional<Task.Retries> retries(Fields fields) {
    boolean none = Stream.of("until", "retries").allMatch(word -> fields.value(word).isEmpty());
    return none
        ? Optional.empty()
        : Optional.of(
            new Task.Retries(
                KeywordReader.conditions(fields, "until"),
                fields.number("retries"),
                fields.number("delay")));
  }
}
