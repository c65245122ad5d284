package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Condition;
import dev.javaform.source.Yaml;
import java.util.Optional;

/**
 * The keywords a task has itself or inherits from blocks, imports, its role and its play, merged as
 * Ansible merges them: {@code when}, {@code tags}, {@code vars} and {@code environment} add up, of
 * the others the innermost counts, of {@code module_defaults} for each module.
 *
 * @param when conditions in the order of evaluation, outermost first
 * @param tags all tags; names as written, comma lists split
 * @param vars layers of {@code vars}, outermost first; later ones win
 * @param environment layers of {@code environment}, outermost first; each a mapping, a list of
 *     mappings or a template
 * @param role the role it stands in, whose folders and variables it sees
 * @param others the keywords of which the innermost counts, as written
 */
public record Keywords(
    ImmutableList<Condition> when,
    ImmutableSet<String> tags,
    ImmutableList<Yaml.Mapping> vars,
    ImmutableList<Yaml> environment,
    Optional<Role> role,
    ImmutableMap<Keyword, Yaml> others) {

  /** No keywords. */
  public static final Keywords NONE =
      new Keywords(
          ImmutableList.of(),
          ImmutableSet.of(),
          ImmutableList.of(),
          ImmutableList.of(),
          Optional.empty(),
          ImmutableMap.of());

  /** The value of a keyword of which the innermost counts. */
  public Optional<Yaml> value(Keyword keyword) {
    return Optional.ofNullable(others.get(keyword));
  }

  /** Whether one of which the innermost counts is given, whatever its value. */
  public boolean has(Keyword keyword) {
    return others.containsKey(keyword);
  }

  /** These keywords as they count inside of others, such as a task's in its block. */
  public Keywords inside(Keywords outer) {
    return new Keywords(
        joined(outer.when, when),
        ImmutableSet.<String>builder().addAll(outer.tags).addAll(tags).build(),
        joined(outer.vars, vars),
        joined(outer.environment, environment),
        role.or(outer::role),
        over(outer.others, others));
  }

  /** Keywords that hold nothing but layers of {@code vars}. */
  public static Keywords of(ImmutableList<Yaml.Mapping> vars) {
    return new Keywords(NONE.when, NONE.tags, vars, NONE.environment, NONE.role, NONE.others);
  }

  /** Keywords that hold nothing but tags. */
  public static Keywords of(ImmutableSet<String> tags) {
    return new Keywords(NONE.when, tags, NONE.vars, NONE.environment, NONE.role, NONE.others);
  }

  /** These keywords in a role. */
  public Keywords in(Role role) {
    return new Keywords(when, tags, vars, environment, Optional.of(role), others);
  }

  /** These keywords under exactly these conditions. */
  Keywords onlyWhen(ImmutableList<Condition> conditions) {
    return new Keywords(conditions, tags, vars, environment, role, others);
  }

  /** These keywords without {@code vars}. */
  Keywords withoutVars() {
    return new Keywords(when, tags, NONE.vars, environment, role, others);
  }

  /** These keywords, with another value of one of which the innermost counts. */
  public Keywords with(Keyword keyword, Yaml value) {
    return new Keywords(
        when, tags, vars, environment, role, over(others, ImmutableMap.of(keyword, value)));
  }

  /** Whether {@code no_log} may hide everything, for all that is known without variables. */
  public boolean mayHide() {
    return value(Keyword.NO_LOG).map(Yaml::plain).filter(value -> !value.equals(false)).isPresent();
  }

  private static <T> ImmutableList<T> joined(ImmutableList<T> outer, ImmutableList<T> inner) {
    return ImmutableList.<T>builder().addAll(outer).addAll(inner).build();
  }

  private static ImmutableMap<Keyword, Yaml> over(
      ImmutableMap<Keyword, Yaml> outer, ImmutableMap<Keyword, Yaml> inner) {
    ImmutableMap.Builder<Keyword, Yaml> all = ImmutableMap.builder();
    all.putAll(outer).putAll(inner);
    if (outer.get(Keyword.MODULE_DEFAULTS) instanceof Yaml.Mapping weaker
        && inner.get(Keyword.MODULE_DEFAULTS) instanceof Yaml.Mapping stronger) {
      ImmutableList<Yaml.Mapping> layers = ImmutableList.of(weaker, stronger);
      all.put(Keyword.MODULE_DEFAULTS, Mappings.joined(layers, stronger.mark()));
    }
    return all.buildKeepingLast();
  }
}
