package dev.javaform.inventory;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may follow a pattern in brackets: {@code [0]}, {@code [-1]}, or a range whose ends both
 * belong to it, {@code [1:3]}, {@code [2:]}.
 *
 * @param end the last index; empty for one host
 */
record Subscript(int begin, Optional<Integer> end) {

  private static final int TO_THE_LAST = -1;
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?<base>.+)\\[(?:(?<one>-?\\d{1,9})|(?<begin>\\d{1,9})[:-](?<end>\\d{0,9}))]");

  /** A pattern and the subscript after it, if there is one. */
  record Split(String base, Optional<Subscript> subscript) {}

  /** Takes the subscript off a pattern. */
  static Split split(String pattern) {
    Matcher matcher = WRITTEN.matcher(pattern);
    return matcher.matches()
        ? new Split(matcher.group("base"), Optional.of(of(matcher)))
        : new Split(pattern, Optional.empty());
  }

  private static Subscript of(Matcher matcher) {
    String one = matcher.group("one");
    if (one != null) {
      return new Subscript(Integer.parseInt(one), Optional.empty());
    }
    String end = matcher.group("end");
    int last = end.isEmpty() ? TO_THE_LAST : Integer.parseInt(end);
    return new Subscript(Integer.parseInt(matcher.group("begin")), Optional.of(last));
  }

  /** The hosts it picks; nothing where one is wanted that does not exist. */
  Optional<ImmutableList<String>> of(List<String> hosts) {
    // A range that ends with 0 is one host to Ansible.
    if (end.isEmpty() || end.get() == 0) {
      int index = begin < 0 ? hosts.size() + begin : begin;
      return index >= 0 && index < hosts.size()
          ? Optional.of(ImmutableList.of(hosts.get(index)))
          : Optional.empty();
    }
    int past = end.get() == TO_THE_LAST ? hosts.size() : Math.min(end.get() + 1, hosts.size());
    return Optional.of(ImmutableList.copyOf(hosts.subList(Math.min(begin, past), past)));
  }
}
