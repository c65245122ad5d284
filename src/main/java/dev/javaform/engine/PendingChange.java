package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.javaform.binding.Records;
import dev.javaform.module.Module;
import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A change that check mode left out.
 *
 * @param task the name of the task that would have made it
 * @param alters what it may alter
 * @param paths the absolute paths that the task or the state after it names
 */
record PendingChange(String task, ImmutableSet<Realm> alters, ImmutableSet<String> paths) {

  private static final ImmutableSet<Realm> ALL = ImmutableSet.copyOf(Realm.values());

  /**
   * The change of a module.
   *
   * @param after the state that it would have left
   */
  static PendingChange of(String task, Module<?> module, @Nullable Object after) {
    ImmutableSet<Realm> alters =
        realms(module).map(it -> ImmutableSet.copyOf(it.alters())).orElse(ALL);
    return new PendingChange(task, alters, paths(module, after));
  }

  /** Whether a failure of this module may rest on it. */
  boolean bearsOn(Module<?> module) {
    Optional<Realms> realms = realms(module);
    ImmutableSet<Realm> restsOn = realms.map(it -> ImmutableSet.copyOf(it.restsOn())).orElse(ALL);
    return !Sets.intersection(alters, restsOn).isEmpty()
        || (alters.contains(Realm.FILES) && touches(realms, module));
  }

  private boolean touches(Optional<Realms> realms, Module<?> module) {
    ImmutableList<String> places =
        realms.map(it -> ImmutableList.copyOf(it.places())).orElse(ImmutableList.of());
    return Stream.concat(places.stream(), paths(module, null).stream())
            .anyMatch(place -> paths.stream().anyMatch(path -> related(path, place)))
        || paths.stream().anyMatch(PendingChange::isProgram);
  }

  /** Whether one is the other, or lies below it. */
  private static boolean related(String one, String other) {
    return below(one, other) || below(other, one);
  }

  private static boolean below(String path, String folder) {
    return path.startsWith(folder)
        && (path.length() == folder.length()
            || folder.endsWith("/")
            || path.charAt(folder.length()) == '/');
  }

  /** Any task may call a program. */
  private static boolean isProgram(String path) {
    return path.contains("/bin/") || path.contains("/sbin/");
  }

  private static Optional<Realms> realms(Module<?> module) {
    return Optional.ofNullable(module.getClass().getPackage().getAnnotation(Realms.class));
  }

  private static ImmutableSet<String> paths(@Nullable Object... values) {
    return Arrays.stream(values)
        .flatMap(PendingChange::texts)
        .filter(text -> text.startsWith("/") && text.indexOf('\n') < 0)
        .collect(ImmutableSet.toImmutableSet());
  }

  private static Stream<String> texts(@Nullable Object value) {
    return switch (value) {
      case null -> Stream.of();
      case String text -> Stream.of(text);
      case Optional<?> optional -> texts(optional.orElse(null));
      case Collection<?> all -> all.stream().flatMap(PendingChange::texts);
      case Map<?, ?> map -> Stream.concat(texts(map.keySet()), texts(map.values()));
      case Record record ->
          Arrays.stream(record.getClass().getRecordComponents())
              .flatMap(component -> texts(Records.value(component, record)));
      default -> Stream.of();
    };
  }
}
