package dev.javaform.binding;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.ControllerFile;
import dev.javaform.module.Evaluated;
import dev.javaform.module.NamedValues;
import dev.javaform.playbook.Task;
import dev.javaform.source.Condition;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import dev.javaform.template.Templates;
import dev.javaform.template.Unknown;
import dev.javaform.template.UnknownValueException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A task's arguments before there is a host: no variable is known, and every mistake is told. The
 * record is made where all of them are constant.
 */
final class CheckBinding extends Binding {

  private final Templates templates;
  private final SearchPath path;
  private final Found found;
  private final Set<String> given = new HashSet<>();
  private final Set<Diagnostic> told = new HashSet<>();
  private final List<Diagnostic> mistakes = new ArrayList<>();
  private boolean complete = true;

  /** Told of every mistake. */
  interface Found {

    /**
     * Takes one.
     *
     * @param ofFile whether it is one of a file of the controller
     */
    void add(Diagnostic diagnostic, boolean ofFile);
  }

  CheckBinding(Task task, ModuleType type, Templates templates, SearchPath path, Found found) {
    super(task, type);
    this.templates = templates;
    this.path = path;
    this.found = found;
  }

  void check() {
    takeAll();
    boolean written = task.arguments().entry(Task.WHOLE).isEmpty();
    if (written && (task.freeForm().isEmpty() || type.freeForm().isPresent())) {
      type.parameters().stream().filter(this::isMissing).forEach(this::missing);
    }
    if (complete) {
      make();
    }
  }

  private boolean isMissing(Parameter parameter) {
    return parameter.required() && !given.contains(parameter.name());
  }

  private void missing(Parameter parameter) {
    refuse(Arguments.missing(type, parameter, task.module().mark()));
  }

  private void make() {
    try {
      create();
    } catch (ArgumentException e) {
      refuse(e.diagnostic());
    }
  }

  @Override
  void refuse(Diagnostic diagnostic) {
    refuse(diagnostic, false);
  }

  private void refuse(Diagnostic diagnostic, boolean ofFile) {
    complete = false;
    if (told.add(diagnostic)) {
      found.add(diagnostic, ofFile);
    }
  }

  @Override
  void take(Parameter parameter, Yaml written) {
    given.add(parameter.name());
    try {
      read(parameter, written);
    } catch (UnknownValueException _) {
      complete = false;
    } catch (BadArgument e) {
      refuse(Arguments.bad(type, parameter, written.mark(), e), parameter.isOfController());
    } catch (ArgumentException e) {
      refuse(e.diagnostic());
    }
    mistakes.stream()
        .map(each -> parameter.isSecret() ? Arguments.unshown(type, parameter, each) : each)
        .forEach(each -> refuse(each, parameter.isOfController()));
    mistakes.clear();
  }

  @Override
  void takeOther(Yaml.Entry entry) {
    try {
      readOther(entry);
    } catch (UnknownValueException _) {
      complete = false;
    }
    mistakes.forEach(this::refuse);
    mistakes.clear();
  }

  @Override
  String name(Yaml.Entry entry) {
    if (entry.key().isTemplate()) {
      throw unknown();
    }
    return entry.name();
  }

  @Override
  Yaml.Mapping whole(Yaml template) {
    complete = false;
    templates.check(template).forEach(this::refuse);
    return new Yaml.Mapping(ImmutableList.of(), template.mark());
  }

  @Override
  @Nullable Object render(Yaml written) {
    List<Diagnostic> wrong = templates.check(written);
    mistakes.addAll(wrong);
    if (!wrong.isEmpty() || written.holdsTemplate()) {
      throw unknown();
    }
    return written.plain();
  }

  private static UnknownValueException unknown() {
    return new UnknownValueException(new Unknown("what variables say before the run"));
  }

  @Override
  Object json(Object value, Mark mark) {
    throw unknown(); // how it is written is the templates' affair
  }

  @Override
  Evaluated evaluated(Yaml written) {
    if (written.plain() instanceof String text) {
      check(text, written.mark());
    }
    throw unknown();
  }

  @Override
  ImmutableList<Evaluated> conditions(ImmutableList<Condition> written) {
    written.forEach(condition -> check(condition.text(), condition.mark()));
    throw unknown();
  }

  @Override
  NamedValues named(Map<String, Object> mapping) {
    throw unknown();
  }

  private void check(String expression, Mark mark) {
    mistakes.addAll(templates.checkExpression(Arguments.expression(expression), mark));
  }

  @Override
  ControllerFile file(String name) {
    return ControllerFiles.read(path.require(name, "files"), name);
  }

  @Override
  ControllerFile template(String name, Templates.FileOptions options) {
    mistakes.addAll(
        templates.checkFile(
            ControllerFiles.text(path.require(name, "templates")).source(), options));
    throw unknown();
  }
}
