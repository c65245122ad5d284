package dev.javaform.engine;

import dev.javaform.binding.Records;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleName;
import dev.javaform.module.Name;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a module with its arguments is about, in few words: {@code user ann}, {@code dracut}. */
final class About {

  private About() {}

  /** Its short name, and what the argument {@code name} names, if there is one. */
  static String of(Module<?> module) {
    String type =
        Optional.ofNullable(module.getClass().getAnnotation(Name.class))
            .map(name -> new ModuleName(name.value()).shortName())
            .orElse(module.getClass().getSimpleName());
    return Arrays.stream(module.getClass().getRecordComponents())
        .filter(component -> component.getName().equals("name"))
        .map(component -> words(Records.value(component, module)))
        .filter(words -> !words.isEmpty())
        .findFirst()
        .map(words -> type + " " + words)
        .orElse(type);
  }

  private static String words(@Nullable Object value) {
    return switch (value) {
      case String text -> text;
      case Optional<?> optional -> words(optional.orElse(null));
      case Collection<?> all -> all.stream().map(About::words).collect(Collectors.joining(", "));
      case null, default -> "";
    };
  }
}
