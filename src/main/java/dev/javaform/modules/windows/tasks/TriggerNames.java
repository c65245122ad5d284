package dev.javaform.modules.windows.tasks;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The days, weeks and months of schedules, in the order in which they are compared. */
final class TriggerNames {

  static final ImmutableList<String> DAYS =
      ImmutableList.of(
          "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");

  static final ImmutableList<String> MONTHS =
      ImmutableList.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");

  static final String LAST = "Last";

  static final ImmutableList<String> DATES = numbers(31);
  static final ImmutableList<String> WEEKS = numbers(4);

  private TriggerNames() {}

  private static ImmutableList<String> numbers(int last) {
    return Stream.concat(IntStream.rangeClosed(1, last).mapToObj(String::valueOf), Stream.of(LAST))
        .collect(ImmutableList.toImmutableList());
  }

  /** Those of a list that are meant, in the list's order. */
  static String sorted(List<String> all, Collection<String> meant) {
    return String.join(",", all.stream().filter(meant::contains).toList());
  }

  static List<String> split(String joined) {
    return Splitter.on(',').splitToList(joined);
  }
}
