package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One play. Values stay as written; keywords that its tasks inherit are already in the tasks.
 *
 * @param name as written; empty: the hosts pattern is its name
 * @param hosts the pattern or list of patterns, may be a template
 * @param file the playbook file it stands in
 * @param vars {@code vars} of the play
 * @param varsFiles {@code vars_files}: names, or lists of names of which the first that exists
 *     counts
 * @param gatherFacts {@code gather_facts}; empty: yes
 * @param gatherTask the task that gathers the facts: the {@code setup} module with the play's
 *     keywords
 * @param roles the roles of {@code roles}, in order, dependencies before their dependents, each as
 *     often as it is asked for; their tasks are in {@code sections}
 * @param sections the tasks in the order of running: {@code pre_tasks}, {@code roles}, {@code
 *     tasks}, {@code post_tasks}; handlers are flushed after each of these four where hosts
 *     notified
 * @param handlers the play's own and the roles', in the order of running
 * @param prompts the variables that whoever runs the play is asked for
 * @param serial {@code serial} as written, if given
 * @param keywords the play's own keywords, for what is loaded while running
 */
public record Play(
    Optional<Yaml.Scalar> name,
    Yaml hosts,
    Path file,
    Mark mark,
    Yaml.Mapping vars,
    ImmutableList<Yaml> varsFiles,
    Optional<Yaml> gatherFacts,
    Task gatherTask,
    ImmutableList<Role> roles,
    ImmutableList<Section> sections,
    ImmutableList<Handler> handlers,
    ImmutableList<Prompt> prompts,
    Optional<Yaml> serial,
    Optional<Yaml> maxFailPercentage,
    Optional<Yaml> forceHandlers,
    Keywords keywords) {

  /**
   * The same play with other tasks.
   *
   * @param gathering {@code gather_facts}
   */
  public Play with(ImmutableList<Section> tasks, Optional<Yaml> gathering) {
    return with(vars, tasks, gathering);
  }

  /** The same play with variables over those it has. */
  public Play with(Yaml.Mapping more) {
    return with(Mappings.joined(ImmutableList.of(vars, more), mark), sections, gatherFacts);
  }

  private Play with(
      Yaml.Mapping variables, ImmutableList<Section> tasks, Optional<Yaml> gathering) {
    return new Play(
        name,
        hosts,
        file,
        mark,
        variables,
        varsFiles,
        gathering,
        gatherTask,
        roles,
        tasks,
        handlers,
        prompts,
        serial,
        maxFailPercentage,
        forceHandlers,
        keywords);
  }

  /**
   * A variable that whoever runs the play is asked for.
   *
   * @param text what to ask
   * @param hidden whether the answer must not be seen
   * @param confirmed whether to ask twice
   * @param otherwise what counts where nothing is answered
   * @param hash what becomes of it, where it does not stay as it is
   */
  public record Prompt(
      Yaml.Scalar name,
      String text,
      boolean hidden,
      boolean confirmed,
      Optional<Yaml> otherwise,
      Optional<Hash> hash) {}

  /** How an answer is hashed, in the words of {@code password_hash}. */
  public record Hash(Yaml method, Optional<Yaml> salt, Optional<Yaml> saltSize) {}

  /** A part of a play after which notified handlers run. */
  public record Section(String name, ImmutableList<Entry> entries) {

    /** Whether notified handlers run after it: roles and tasks share one flush, after the tasks. */
    public boolean flushes() {
      return !name.equals("roles");
    }
  }
}
