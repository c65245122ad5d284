package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes a task of a mapping whose call is known. */
final class TaskReader {

  private static final Yaml LOCALHOST = Yaml.Scalar.of("localhost", Mark.NOWHERE);

  private TaskReader() {}

  static Task read(Fields fields, Call call, Place place) {
    return new Task(
        fields.scalar("name"),
        call.module(),
        call.arguments(),
        call.freeForm(),
        LoopReader.read(fields),
        register(fields),
        KeywordReader.conditions(fields, "changed_when"),
        KeywordReader.conditions(fields, "failed_when"),
        retries(fields),
        notifies(fields, place),
        fields.mapping().mark(),
        keywords(fields, call).inside(place.keywords()));
  }

  /** What the task notifies: its own list, or else its block's. */
  static ImmutableList<Yaml.Scalar> notifies(Fields fields, Place place) {
    ImmutableList<Yaml.Scalar> own = fields.scalars("notify");
    return own.isEmpty() ? place.notifies() : own;
  }

  private static Keywords keywords(Fields fields, Call call) {
    Keywords own = KeywordReader.read(fields);
    return call.local() ? own.delegatedTo(LOCALHOST) : own;
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
