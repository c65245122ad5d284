package dev.javaform.binding;

import com.google.common.base.CaseFormat;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.javaform.module.ModuleName;
import dev.javaform.module.Trait;
import dev.javaform.playbook.KnownModules;
import dev.javaform.playbook.Task;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Suggestion;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * The modules there are: every record in the {@code modules} packages that has a {@link
 * dev.javaform.module.Name}. There is no list to keep: a name leads to its record, whatever its
 * topic, and records are loaded only as they are asked for.
 */
public final class Modules implements KnownModules {

  private final Supplier<ModuleClasses> classes = Suppliers.memoize(ModuleClasses::own);
  private final ConcurrentMap<String, Optional<ModuleType>> found = new ConcurrentHashMap<>();
  private final Supplier<ImmutableList<ModuleType>> all = Suppliers.memoize(this::loadAll);
  private final Supplier<ImmutableSortedSet<String>> names = Suppliers.memoize(this::collectNames);

  /** The module that tasks call {@code name}, short or full. */
  public Optional<ModuleType> find(String name) {
    return found.computeIfAbsent(name, this::search);
  }

  /** All modules, by full name. */
  public ImmutableList<ModuleType> all() {
    return all.get();
  }

  /** All names, short and full: what a typing error may have been meant to be. */
  @Override
  public ImmutableSortedSet<String> names() {
    return names.get();
  }

  @Override
  public boolean takesCommandLine(String name) {
    return find(name).flatMap(ModuleType::freeForm).isPresent();
  }

  @Override
  public boolean hasArgument(String module, String argument) {
    return find(module).flatMap(type -> type.parameter(argument)).isPresent();
  }

  /** Whether that is special about the module of {@code task}. */
  public boolean has(Task task, Trait trait) {
    return find(task.module().text()).filter(type -> type.has(trait)).isPresent();
  }

  /** What there is to say of a task whose module is not there. */
  Diagnostic unknown(Task task) {
    String name = task.module().text();
    return Diagnostic.error(
        "Unknown module",
        "There is no module \"%s\" in javaform.%s \"javaform doc\" lists all modules."
            .formatted(name, didYouMean(name)),
        task.module().mark());
  }

  /**
   * Which module may have been meant, as a sentence with a leading blank, or nothing. The last word
   * of a full name counts: collections that are called alike do not make modules alike.
   */
  String didYouMean(String name) {
    boolean full = name.contains(".");
    Map<String, String> written = new TreeMap<>();
    for (ModuleType type : all()) {
      type.names().forEach(it -> written.put(it.shortName(), full ? it.full() : it.shortName()));
    }
    return Suggestion.nearest(ModuleName.shortName(name), written.keySet())
        .map(near -> " Did you mean \"%s\"?".formatted(written.get(near)))
        .orElse("");
  }

  private ImmutableSortedSet<String> collectNames() {
    ImmutableSortedSet.Builder<String> names = ImmutableSortedSet.naturalOrder();
    for (ModuleType type : all()) {
      type.names().forEach(name -> names.add(name.full()).add(name.shortName()));
    }
    return names.build();
  }

  private Optional<ModuleType> search(String name) {
    String record =
        CaseFormat.LOWER_UNDERSCORE.to(CaseFormat.UPPER_CAMEL, ModuleName.shortName(name));
    return classes.get().called(record).stream()
        .flatMap(each -> load(each).stream())
        .filter(type -> type.answersTo(name))
        .findFirst()
        .or(() -> all().stream().filter(type -> type.answersTo(name)).findFirst());
  }

  private static Optional<ModuleType> load(String className) {
    try {
      Class<?> candidate = Class.forName(className, false, Modules.class.getClassLoader());
      return ModuleType.isModule(candidate)
          ? Optional.of(ModuleType.of(candidate))
          : Optional.empty();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("the program's own jar changed while it ran", e);
    }
  }

  private ImmutableList<ModuleType> loadAll() {
    return classes.get().all().stream()
        .flatMap(each -> load(each).stream())
        .sorted(Comparator.comparing(type -> type.name().full()))
        .collect(ImmutableList.toImmutableList());
  }
}
