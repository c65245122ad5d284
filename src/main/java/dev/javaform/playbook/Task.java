package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Condition;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import java.util.Optional;

/**
 * One task. Values stay as written.
 *
 * @param name as written, may be a template; empty: the module is its name
 * @param module the module's name as written and where it stands
 * @param arguments the module's arguments: the mapping beside its name and {@code args}; text
 *     beside the name is split into {@code key=value} words, and what is not such a word is {@code
 *     freeForm}
 * @param freeForm the text of {@code command: echo hello}
 * @param loop {@code loop} or {@code with_items} and its kind
 * @param notifies {@code notify}: names or topics, may be templates
 * @param retries {@code until}, {@code retries}, {@code delay}
 * @param mistakes what it says that javaform cannot do: it fails where it is reached
 */
public record Task(
    Optional<Yaml.Scalar> name,
    Yaml.Scalar module,
    Yaml.Mapping arguments,
    Optional<Yaml.Scalar> freeForm,
    Optional<Loop> loop,
    Optional<Yaml.Scalar> register,
    ImmutableList<Condition> changedWhen,
    ImmutableList<Condition> failedWhen,
    Optional<Retries> retries,
    ImmutableList<Yaml.Scalar> notifies,
    ImmutableList<Diagnostic> mistakes,
    Mark mark,
    Keywords keywords)
    implements Entry {

  /**
   * The name of what stands for arguments as a whole: a template that becomes a mapping. Arguments
   * that are written count more. Ansible calls it so, too.
   */
  public static final String WHOLE = "_variable_params";

  /** Whether a text is one template and nothing else. */
  static boolean isWhole(Yaml.Scalar text) {
    String written = text.text().strip();
    return text.isTemplate() && written.startsWith("{{") && written.endsWith("}}");
  }

  /** Arguments that a template stands for. */
  static Yaml.Mapping whole(Yaml template) {
    Yaml.Scalar key = new Yaml.Scalar(WHOLE, WHOLE, template.mark(), true);
    return new Yaml.Mapping(ImmutableList.of(new Yaml.Entry(key, template)), template.mark());
  }

  /** The same task for another module, whose name was a template. */
  public Task calling(String name) {
    return new Task(
        this.name,
        new Yaml.Scalar(name, name, module.mark(), true),
        arguments,
        freeForm,
        loop,
        register,
        changedWhen,
        failedWhen,
        retries,
        notifies,
        mistakes,
        mark,
        keywords);
  }

  /** The same task, in which that is wrong. */
  Task mistaken(ImmutableList<Diagnostic> found) {
    return new Task(
        name,
        module,
        arguments,
        freeForm,
        loop,
        register,
        changedWhen,
        failedWhen,
        retries,
        notifies,
        found,
        mark,
        keywords);
  }

  /**
   * A loop.
   *
   * @param kind {@code loop}, or the word after {@code with_}: {@code items}, {@code dict}, …
   * @param items what to loop over
   * @param variable {@code loop_var}, {@code item} unless set
   * @param indexVariable {@code index_var}
   * @param label {@code label}
   * @param pause {@code pause} in seconds
   * @param extended {@code extended}
   */
  public record Loop(
      String kind,
      Yaml items,
      String variable,
      Optional<String> indexVariable,
      Optional<Yaml> label,
      Optional<Yaml> pause,
      boolean extended) {

    /** Whether there is surely a first turn: it stands there. */
    public boolean surelyBegins() {
      return ImmutableSet.of("loop", "items", "list").contains(kind)
          && items instanceof Yaml.Sequence written
          && written.items().stream().anyMatch(Loop::isOne);
    }

    private static boolean isOne(Yaml item) {
      return !(item instanceof Yaml.Sequence) && !item.isTemplate();
    }
  }

  /** Trying again; without {@code until} a task is tried again until it does not fail. */
  public record Retries(
      ImmutableList<Condition> until, Optional<Yaml> retries, Optional<Yaml> delay) {}
}
