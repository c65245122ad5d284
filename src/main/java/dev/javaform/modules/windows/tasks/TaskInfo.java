package dev.javaform.modules.windows.tasks;

import dev.javaform.module.Argument;
import dev.javaform.modules.windows.NamedProperties;
import java.util.Optional;

/** What a task says of itself. */
public record TaskInfo(
    @Argument("Who wrote it.") Optional<String> author,
    @Argument("When it was written.") Optional<String> date,
    @Argument("What it is for.") Optional<String> description,
    @Argument("Where it comes from.") Optional<String> source,
    @Argument("Its version.") Optional<String> version) {

  NamedProperties wished() {
    return NamedProperties.NONE
        .with("author", author)
        .with("date", date)
        .with("description", description)
        .with("source", source)
        .with("version", version);
  }
}
