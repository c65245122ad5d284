package dev.javaform.modules.windows.features;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.javaform.module.Unseen;
import dev.javaform.modules.windows.Answer;

/**
 * Of the features that a task names, which there are.
 *
 * @param enabled those that are on, or will be after the next boot
 * @param missing those that this Windows knows nothing of
 */
public record OptionalFeatures(
    ImmutableSortedSet<String> enabled, @Unseen ImmutableList<String> missing) {

  static OptionalFeatures of(Answer answer) {
    return new OptionalFeatures(
        ImmutableSortedSet.copyOf(answer.texts("enabled")), answer.texts("missing"));
  }
}
