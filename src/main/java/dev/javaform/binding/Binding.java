package dev.javaform.binding;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.ControllerFile;
import dev.javaform.module.Evaluated;
import dev.javaform.module.Module;
import dev.javaform.module.NamedValues;
import dev.javaform.playbook.Task;
import dev.javaform.source.Condition;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import dev.javaform.template.Delimiters;
import dev.javaform.template.Templates;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A task's arguments on their way to be its module's record. What they mean is the same for a host
 * and before there is one; where values come from, and what becomes of mistakes, is not.
 */
abstract class Binding {

  final Task task;
  final ModuleType type;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Map<String, Object> others = new LinkedHashMap<>();

  Binding(Task task, ModuleType type) {
    this.task = task;
    this.type = type;
  }

  /** What was written, rendered. */
  abstract @Nullable Object render(Yaml written);

  /** A mapping or a list as JSON. */
  abstract Object json(Object value, Mark mark);

  /** An expression and its value. */
  abstract Evaluated evaluated(Yaml written);

  /** Conditions, and whether they hold. */
  abstract ImmutableList<Evaluated> conditions(ImmutableList<Condition> written);

  /** A mapping, and the variables that its keys name. */
  abstract NamedValues named(Map<String, Object> mapping);

  /** A template of the controller, rendered. */
  abstract ControllerFile template(String name, Templates.FileOptions options);

  /** A file of the controller. */
  abstract ControllerFile file(String name);

  /** The name of an argument that has no component of its own. */
  abstract String name(Yaml.Entry entry);

  /** Takes an argument for what it is worth. */
  abstract void take(Parameter parameter, Yaml written);

  /** The arguments that a template stands for; none before there is a host. */
  abstract Yaml.Mapping whole(Yaml template);

  /** Takes an argument that has no component of its own. */
  abstract void takeOther(Yaml.Entry entry);

  /** Something is wrong, and the task cannot run like this. */
  abstract void refuse(Diagnostic diagnostic);

  /** Takes all arguments. */
  final void takeAll() {
    task.arguments().value(Task.WHOLE).ifPresent(template -> takeUnwritten(whole(template)));
    task.arguments().entries().stream()
        .filter(entry -> !entry.name().equals(Task.WHOLE))
        .forEach(this::take);
    task.freeForm().ifPresent(this::takeFreeForm);
  }

  /** What is written beside it counts more. */
  private void takeUnwritten(Yaml.Mapping whole) {
    whole.entries().stream()
        .filter(entry -> task.arguments().entry(entry.name()).isEmpty())
        .forEach(this::take);
  }

  /** The record of what was taken. */
  final Module<?> create() {
    return Records.create(type, values, others, task.module().mark());
  }

  private void take(Yaml.Entry entry) {
    Optional<Parameter> parameter = type.parameter(entry.name());
    if (parameter.isPresent()) {
      take(parameter.get(), entry.value());
    } else if (type.others().isPresent()) {
      takeOther(entry);
    } else {
      refuse(Arguments.unknown(type, entry));
    }
  }

  private void takeFreeForm(Yaml.Scalar text) {
    type.freeForm()
        .ifPresentOrElse(
            parameter -> take(parameter, text), () -> refuse(Arguments.noFreeForm(type, text)));
  }

  /** The value of an argument, which is kept; empty where it counts as not given. */
  final Optional<Object> read(Parameter parameter, Yaml written) {
    Optional<Object> value = value(parameter, written);
    value.ifPresent(each -> values.put(parameter.name(), each));
    return value;
  }

  final void readOther(Yaml.Entry entry) {
    Object value = render(entry.value());
    others.put(name(entry), value);
  }

  private Optional<Object> value(Parameter parameter, Yaml written) {
    return switch (parameter.argument().meaning()) {
      case VALUE, VERBOSITY, READING -> given(written).map(value -> convert(parameter, value));
      case CONTENT -> given(written).map(value -> convert(parameter, content(value, written)));
      case EXPRESSION -> Optional.of(wrap(parameter, evaluated(written)));
      case CONDITIONS -> Optional.of(conditions(Condition.all(written)));
      case NAMES -> given(written).map(value -> named(Conversion.map(value)));
      case FILE -> text(written).map(name -> wrap(parameter, located(name)));
      case TEMPLATE -> text(written).map(name -> wrap(parameter, template(name, options())));
    };
  }

  private Optional<Object> given(Yaml written) {
    return Optional.ofNullable(render(written)).filter(value -> !Templates.isOmitted(value));
  }

  private static Object convert(Parameter parameter, Object value) {
    return Conversion.convert(value, parameter.type());
  }

  private Object content(Object value, Yaml written) {
    return value instanceof Map || value instanceof List ? json(value, written.mark()) : value;
  }

  private Optional<String> text(Yaml written) {
    return given(written).map(value -> (String) Conversion.convert(value, String.class));
  }

  private ControllerFile located(String name) {
    return beside("remote_src", boolean.class, false) ? ControllerFile.onHost(name) : file(name);
  }

  private Templates.FileOptions options() {
    Templates.FileOptions usual = Templates.FileOptions.ANSIBLE;
    return new Templates.FileOptions(
        beside("trim_blocks", boolean.class, usual.trimBlocks()),
        beside("lstrip_blocks", boolean.class, usual.lstripBlocks()),
        beside("newline_sequence", String.class, newline(usual))
            .replace("\\n", "\n")
            .replace("\\r", "\r"),
        delimiters());
  }

  private String newline(Templates.FileOptions usual) {
    return type.parameter("newline_sequence")
        .map(parameter -> (String) Records.preset(type, parameter))
        .orElse(usual.newline());
  }

  private Delimiters delimiters() {
    Delimiters all = Delimiters.ANSIBLE;
    for (String part : List.of("block", "variable", "comment")) {
      for (String end : List.of("start", "end")) {
        String name = part + "_" + end + "_string";
        String given = beside(name, String.class, "");
        all = given.isEmpty() ? all : all.with(name, given);
      }
    }
    return all;
  }

  /** An argument that says how another one is read. */
  private <T> T beside(String argument, Class<T> wanted, T otherwise) {
    return task.arguments()
        .value(argument)
        .flatMap(written -> given(written).map(value -> beside(argument, wanted, written, value)))
        .orElse(otherwise);
  }

  private <T> T beside(String argument, Class<T> wanted, Yaml written, Object value) {
    try {
      @SuppressWarnings("unchecked") // conversion gives what it is asked for
      T converted = (T) Conversion.convert(value, wanted);
      return converted;
    } catch (BadArgument e) {
      throw new ArgumentException(Arguments.bad(type, argument, written.mark(), e));
    }
  }

  private static Object wrap(Parameter parameter, Object value) {
    Type type = parameter.type();
    boolean optional =
        type instanceof ParameterizedType generic && generic.getRawType() == Optional.class;
    return optional ? Optional.of(value) : value;
  }
}
