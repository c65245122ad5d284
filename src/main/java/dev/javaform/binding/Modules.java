package dev.javaform.binding;

import com.google.common.base.CaseFormat;
import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.reflect.ClassPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The modules there are: every record in the {@code modules} packages that has a {@link
 * dev.javaform.module.Name}. There is no list to keep: a name leads to its record, and the class
 * path is read only where all names are wanted.
 */
public final class Modules {

  private static final String ROOT = "dev.javaform.modules";
  private static final ImmutableList<String> PACKAGES =
      ImmutableList.of(ROOT + ".linux.", ROOT + ".common.", ROOT + ".host.");

  private final ConcurrentMap<String, Optional<ModuleType>> found = new ConcurrentHashMap<>();
  private final Supplier<ImmutableList<ModuleType>> all = Suppliers.memoize(Modules::scan);

  /** The module that tasks call {@code name}, short or full. */
  public Optional<ModuleType> find(String name) {
    return found.computeIfAbsent(name, this::search);
  }

  /** All modules, by full name. */
  public ImmutableList<ModuleType> all() {
    return all.get();
  }

  /** All names, short and full: what a typing error may have been meant to be. */
  public ImmutableSortedSet<String> names() {
    ImmutableSortedSet.Builder<String> names = ImmutableSortedSet.naturalOrder();
    for (ModuleType type : all()) {
      names.addAll(type.names());
      type.names().forEach(name -> names.add(ModuleType.shortName(name)));
    }
    return names.build();
  }

  private Optional<ModuleType> search(String name) {
    String record =
        CaseFormat.LOWER_UNDERSCORE.to(CaseFormat.UPPER_CAMEL, ModuleType.shortName(name));
    return PACKAGES.stream()
        .flatMap(folder -> load(folder + record).stream())
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
    } catch (ClassNotFoundException | NoClassDefFoundError _) {
      return Optional.empty(); // no module of that name in this package
    }
  }

  private static ImmutableList<ModuleType> scan() {
    try {
      return ClassPath.from(Modules.class.getClassLoader())
          .getTopLevelClassesRecursive(ROOT)
          .stream()
          .flatMap(each -> load(each.getName()).stream())
          .sorted((one, other) -> one.name().compareTo(other.name()))
          .collect(ImmutableList.toImmutableList());
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own jar cannot be read", e);
    }
  }
}
