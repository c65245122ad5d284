package dev.javaform.binding;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.ControllerFile;
import dev.javaform.module.Evaluated;
import dev.javaform.module.Module;
import dev.javaform.playbook.Task;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import dev.javaform.template.Scope;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Templates;
import dev.javaform.template.Variable;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Makes a task and the variables of a host into a module's record. Touches no host; reads the
 * controller's files that the task names. Safe for use by many threads.
 */
public final class Binder {

  private final Modules modules;
  private final Templates templates;

  public Binder(Modules modules, Templates templates) {
    this.modules = modules;
    this.templates = templates;
  }

  /**
   * The module that {@code task} means for the variables in {@code scope}.
   *
   * @throws ArgumentException where an argument is unknown, missing, or of the wrong type
   * @throws dev.javaform.template.TemplateException where a template in them cannot be rendered
   * @throws dev.javaform.template.UnknownValueException where one needs a value not known yet
   */
  public Module<?> bind(Task task, Scope scope, SearchPath path) {
    ModuleType type = type(task);
    return new Binding(task, type, scope, path).module();
  }

  /** The module type of a task that was checked before. */
  ModuleType type(Task task) {
    return modules
        .find(task.module().text())
        .orElseThrow(
            () ->
                new ArgumentException(
                    Diagnostic.error(
                        "Unknown module",
                        "There is no module called \"" + task.module().text() + "\".",
                        task.module().mark())));
  }

  /** One task on its way to be a record. */
  private final class Binding {

    private final Task task;
    private final ModuleType type;
    private final Scope scope;
    private final SearchPath path;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, Object> others = new LinkedHashMap<>();

    Binding(Task task, ModuleType type, Scope scope, SearchPath path) {
      this.task = task;
      this.type = type;
      this.scope = scope;
      this.path = path;
    }

    Module<?> module() {
      task.arguments().entries().forEach(this::take);
      task.freeForm().ifPresent(this::takeFreeForm);
      return Records.create(type, values, others, task.mark());
    }

    private void take(Yaml.Entry entry) {
      Optional<Parameter> parameter = type.parameter(entry.name());
      if (parameter.isPresent()) {
        value(parameter.get(), entry.value())
            .ifPresent(value -> values.put(parameter.get().name(), value));
      } else if (type.others().isPresent()) {
        others.put(name(entry), templates.render(entry.value(), scope));
      } else {
        throw new ArgumentException(Arguments.unknown(type, entry));
      }
    }

    /** What the user names freely may be named by a variable. */
    private String name(Yaml.Entry entry) {
      return entry.name().contains("{{")
          ? String.valueOf(templates.render(entry.key(), scope))
          : entry.name();
    }

    private void takeFreeForm(Yaml.Scalar text) {
      Parameter parameter =
          type.freeForm()
              .orElseThrow(() -> new ArgumentException(Arguments.noFreeForm(type, text)));
      value(parameter, text).ifPresent(value -> values.put(parameter.name(), value));
    }

    private Optional<Object> value(Parameter parameter, Yaml written) {
      try {
        return read(parameter, written);
      } catch (BadArgument e) {
        throw new ArgumentException(Arguments.bad(type, parameter.name(), written.mark(), e));
      }
    }

    private Optional<Object> read(Parameter parameter, Yaml written) {
      return switch (parameter.argument().meaning()) {
        case VALUE -> rendered(parameter, written, value -> value);
        case CONTENT -> rendered(parameter, written, value -> content(value, written.mark()));
        case EXPRESSION -> Optional.of(wrap(parameter, evaluated(written)));
        case CONDITIONS -> Optional.of(conditions(written));
        case FILE -> text(written).map(name -> wrap(parameter, file(name)));
        case TEMPLATE -> text(written).map(name -> wrap(parameter, template(name)));
      };
    }

    private Optional<Object> rendered(
        Parameter parameter, Yaml written, UnaryOperator<Object> meaning) {
      Object value = templates.render(written, scope);
      boolean absent = value == null || value.equals(Templates.OMIT);
      return absent
          ? Optional.empty()
          : Optional.of(Conversion.convert(meaning.apply(value), parameter.type()));
    }

    private Object content(Object value, Mark mark) {
      ImmutableMap<String, Variable> it = ImmutableMap.of("content", new Variable.Given(value));
      return value instanceof Map || value instanceof List
          ? templates.evaluate("content | to_json", mark, new TemplateScope(scope, it))
          : value;
    }

    private Optional<String> text(Yaml written) {
      Object value = templates.render(written, scope);
      return value == null || value.equals(Templates.OMIT)
          ? Optional.empty()
          : Optional.of((String) Conversion.convert(value, String.class));
    }

    /** {@code var:} may hold an expression or, as a template, the value itself. */
    private Evaluated evaluated(Yaml written) {
      String expression = Arguments.expression(written);
      return new Evaluated(expression, valueOf(expression, written.mark()));
    }

    /** To look at what is not defined is no mistake: that it is not, is what one sees. */
    private Object valueOf(String expression, Mark place) {
      try {
        return templates.evaluate(expression, place, scope);
      } catch (TemplateException e) {
        if (e.isUndefined()) {
          return "VARIABLE IS NOT DEFINED!";
        }
        throw e;
      }
    }

    private ImmutableList<Evaluated> conditions(Yaml written) {
      List<Yaml> each =
          written instanceof Yaml.Sequence sequence ? sequence.items() : List.of(written);
      return each.stream()
          .map(
              condition -> {
                String text = String.valueOf(condition.plain());
                return new Evaluated(text, templates.holds(text, condition.mark(), scope));
              })
          .collect(ImmutableList.toImmutableList());
    }

    private ControllerFile file(String name) {
      return onHost()
          ? ControllerFile.onHost(name)
          : ControllerFiles.read(path.require(name, "files"), name);
    }

    private boolean onHost() {
      return beside("remote_src", boolean.class, false);
    }

    private ControllerFile template(String name) {
      Path template = path.require(name, "templates");
      String text =
          templates.renderFile(
              ControllerFiles.text(template),
              fileOptions(),
              path.folders("templates"),
              TemplateScope.of(scope, template));
      return ControllerFiles.rendered(template, name, text);
    }

    private Templates.FileOptions fileOptions() {
      Templates.FileOptions usual = Templates.FileOptions.ANSIBLE;
      return new Templates.FileOptions(
          beside("trim_blocks", boolean.class, usual.trimBlocks()),
          beside("lstrip_blocks", boolean.class, usual.lstripBlocks()),
          beside("newline_sequence", String.class, usual.newline())
              .replace("\\n", "\n")
              .replace("\\r", "\r"));
    }

    /** An argument that says how another one is read. */
    private <T> T beside(String argument, Class<T> type, T otherwise) {
      @SuppressWarnings("unchecked") // conversion gives what it is asked for
      T value =
          task.arguments()
              .value(argument)
              .map(written -> (T) Conversion.convert(templates.render(written, scope), type))
              .orElse(otherwise);
      return value;
    }

    private static Object wrap(Parameter parameter, Object value) {
      Type type = parameter.type();
      boolean optional =
          type instanceof ParameterizedType generic && generic.getRawType() == Optional.class;
      return optional ? Optional.of(value) : value;
    }
  }
}
