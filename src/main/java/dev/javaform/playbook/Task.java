package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
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
 */
public record Task(
    Optional<Yaml.Scalar> name,
    Yaml.Scalar module,
    Yaml.Mapping arguments,
    Optional<Yaml.Scalar> freeForm,
    Optional<Loop> loop,
    Optional<Yaml.Scalar> register,
    ImmutableList<Yaml> changedWhen,
    ImmutableList<Yaml> failedWhen,
    Optional<Retries> retries,
    ImmutableList<Yaml.Scalar> notifies,
    Mark mark,
    Keywords keywords)
    implements Entry {

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
      boolean extended) {}

  /** Trying again; without {@code until} a task is tried again until it does not fail. */
  public record Retries(ImmutableList<Yaml> until, Optional<Yaml> retries, Optional<Yaml> delay) {}
}
