package dev.javaform.modules.linux.accounts;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import dev.javaform.module.Output;
import dev.javaform.module.Probe;
import dev.javaform.module.Unseen;
import dev.javaform.modules.linux.Sections;
import java.util.List;

/**
 * Which of some groups a user belongs to.
 *
 * @param exists whether there is the user
 * @param groups those that the user is in
 * @param known the numbers of those that there are
 * @param programs the numbers of the groups of each program that runs for the user
 */
record Membership(
    @Unseen boolean exists,
    ImmutableSortedSet<String> groups,
    @Unseen ImmutableMap<String, String> known,
    @Unseen ImmutableList<ImmutableSet<String>> programs) {

  private static final String SCRIPT =
      """
      user={}
      of() { getent "$1" "$2" 2>/dev/null || grep "^$2:" "/etc/$1"; }
      section user of passwd "$user"
      title groups; for group in {}; do of group "$group" | bars; done
      uid=$(id -u "$user" 2>/dev/null) && section programs sh -c '
        grep -lE "^Uid:[[:space:]]+$1[[:space:]]" /proc/[0-9]*/status 2>/dev/null |
        while read -r status; do sed -n "s/^Groups://p" "$status"; done | sort -u' sh "$uid"
      exit 0
      """;

  static Probe<Membership> probe(String user, ImmutableList<String> groups) {
    return Probe.of(
        Sections.script(SCRIPT, user, groups), Membership.class, output -> read(output, user));
  }

  private static Membership read(Output output, String user) {
    Sections seen = Sections.read(output);
    List<String> account = Splitter.on(':').splitToList(seen.first("user"));
    var in = ImmutableSortedSet.<String>naturalOrder();
    var known = ImmutableMap.<String, String>builder();
    for (String line : seen.of("groups")) {
      List<String> fields = Splitter.on(':').splitToList(line);
      if (fields.size() < 4) {
        continue;
      }
      known.put(fields.get(0), fields.get(2));
      boolean primary = account.size() > 3 && account.get(3).equals(fields.get(2));
      if (primary || Splitter.on(',').splitToList(fields.get(3)).contains(user)) {
        in.add(fields.get(0));
      }
    }
    return new Membership(
        account.size() > 3, in.build(), known.buildKeepingLast(), programs(seen.of("programs")));
  }

  private static ImmutableList<ImmutableSet<String>> programs(List<String> lines) {
    return lines.stream()
        .map(line -> ImmutableSet.copyOf(Splitter.onPattern("\\s+").omitEmptyStrings().split(line)))
        .collect(ImmutableList.toImmutableList());
  }

  /** Whether a program runs that is not in all of these groups. */
  boolean lacking(List<String> wanted) {
    List<String> numbers =
        wanted.stream()
            .map(each -> known.getOrDefault(each, ""))
            .filter(n -> !n.isEmpty())
            .toList();
    return programs.stream().anyMatch(program -> !program.containsAll(numbers));
  }

  Membership with(ImmutableSortedSet<String> then) {
    return new Membership(exists, then, known, programs);
  }
}
