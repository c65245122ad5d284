package dev.javaform.modules.windows.features;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.javaform.module.Unseen;
import dev.javaform.modules.windows.Answer;

/**
 * Of the roles and features that a task means, which there are.
 *
 * @param all those that are meant, be it as a part of one that is named
 * @param missing names of which this server knows nothing
 */
public record ServerFeatures(
    ImmutableSortedSet<String> installed,
    @Unseen ImmutableSortedSet<String> all,
    @Unseen ImmutableList<String> missing) {

  static ServerFeatures of(Answer answer) {
    return new ServerFeatures(
        ImmutableSortedSet.copyOf(answer.texts("installed")),
        ImmutableSortedSet.copyOf(answer.texts("names")),
        answer.texts("missing"));
  }

  ServerFeatures with(ImmutableSortedSet<String> names) {
    return new ServerFeatures(names, all, missing);
  }
}
