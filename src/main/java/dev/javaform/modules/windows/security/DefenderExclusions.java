package dev.javaform.modules.windows.security;

import com.google.common.collect.ImmutableSortedSet;
import dev.javaform.modules.windows.Answer;
import java.util.List;

/** What Microsoft Defender leaves alone. Case does not count. */
public record DefenderExclusions(
    ImmutableSortedSet<String> paths,
    ImmutableSortedSet<String> extensions,
    ImmutableSortedSet<String> processes) {

  static DefenderExclusions of(Answer answer) {
    return new DefenderExclusions(
        set(answer.texts("paths")),
        set(answer.texts("extensions")),
        set(answer.texts("processes")));
  }

  static ImmutableSortedSet<String> set(List<String> texts) {
    return ImmutableSortedSet.copyOf(String.CASE_INSENSITIVE_ORDER, texts);
  }
}
