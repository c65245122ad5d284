package dev.javaform.modules.windows.software;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which updates a task is about. */
record UpdateFilter(
    ImmutableList<String> categories,
    Optional<ImmutableList<String>> accepted,
    Optional<ImmutableList<String>> rejected,
    boolean skipsOptional) {

  UpdateFilter {
    accepted.ifPresent(all -> all.forEach(UpdateFilter::pattern));
    rejected.ifPresent(all -> all.forEach(UpdateFilter::pattern));
  }

  /** Why an update is left out, in Ansible's words; none where it is not. */
  ImmutableList<String> reasons(OfferedUpdate update) {
    ImmutableList.Builder<String> reasons = ImmutableList.builder();
    if (!UpdateCategories.match(categories, update)) {
      reasons.add("category_names");
    }
    if (accepted.filter(all -> !all.isEmpty() && !named(all, update)).isPresent()) {
      reasons.add("accept_list");
    }
    if (rejected.filter(all -> named(all, update)).isPresent()) {
      reasons.add("reject_list");
    }
    if (update.hidden()) {
      reasons.add("hidden");
    }
    if (skipsOptional && update.optional()) {
      reasons.add("skip_optional");
    }
    return reasons.build();
  }

  /** An entry is the number of an article, or a pattern of titles. */
  private static boolean named(List<String> entries, OfferedUpdate update) {
    return entries.stream()
        .anyMatch(
            entry ->
                update.kb().contains(entry.replaceFirst("(?i)^KB", ""))
                    || pattern(entry).matcher(update.title()).find());
  }

  private static Pattern pattern(String entry) {
    try {
      return Pattern.compile(entry, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "\"%s\" is neither the number of an article nor a pattern of titles: %s"
              .formatted(entry, e.getDescription()),
          e);
    }
  }
}
