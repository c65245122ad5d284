package dev.javaform.modules.linux;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.javaform.module.Output;
import dev.javaform.module.Probe;
import dev.javaform.module.Script;
import dev.javaform.module.Secret;
import dev.javaform.module.Unseen;
import java.util.List;
import java.util.Optional;

/**
 * A user on a host; all empty where there is none.
 *
 * @param exists whether there is such a user
 * @param uid its number, where known
 * @param group its own group
 * @param groups the other groups it is in
 * @param comment the full name
 * @param homeExists whether the home is there
 * @param password the hash; empty where it could not be read
 * @param expires the day of expiry, counted from 1970; empty where there is none
 * @param known what exists of that which is wanted: groups by name and by number, the home
 * @param owner the user that has the wanted number
 */
record Account(
    boolean exists,
    Optional<Long> uid,
    String group,
    ImmutableSortedSet<String> groups,
    String comment,
    String home,
    String shell,
    boolean homeExists,
    Optional<Secret> password,
    Optional<Long> expires,
    @Unseen ImmutableList<String> known,
    @Unseen Optional<Long> gid,
    @Unseen Optional<String> owner) {

  private static final Splitter COLONS = Splitter.on(':');
  private static final Splitter WORDS = Splitter.on(' ').omitEmptyStrings();

  private static final String SCRIPT =
      """
      entry=$(getent passwd {} 2>/dev/null || grep {} /etc/passwd)
      if [ -n "$entry" ]; then
        echo "entry:$entry"
        echo "group:$(id -gn {} 2>/dev/null)"
        echo "groups:$(id -Gn {} 2>/dev/null)"
        home=${entry%:*}
        [ -d "${home##*:}" ] && echo home:found
        shadow=$(getent shadow {} 2>/dev/null) && echo "shadow:$shadow"
      fi
      for group in {}; do
        found=$(getent group "$group") && echo "known:$group:$found"
      done
      for home in {}; do
        [ -d "$home" ] && echo "known:$home:$home"
      done
      for uid in {}; do
        echo "owner:$(getent passwd "$uid" | cut -d : -f 1)"
      done
      exit 0
      """;

  static final Account ABSENT =
      new Account(
          false,
          Optional.empty(),
          "",
          ImmutableSortedSet.of(),
          "",
          "",
          "",
          false,
          Optional.empty(),
          Optional.empty(),
          ImmutableList.of(),
          Optional.empty(),
          Optional.empty());

  /**
   * Looks at a user; the password and the expiry can be read by root only.
   *
   * @param wanted groups whose existence matters
   * @param home the home that it shall have
   * @param uid the number that it shall have
   */
  static Probe<Account> probe(
      String name, List<String> wanted, Optional<String> home, Optional<Long> uid) {
    Script script =
        Script.sh(
            SCRIPT,
            name,
            "^" + name + ":",
            name,
            name,
            name,
            wanted,
            home.stream().toList(),
            uid.stream().toList());
    return Probe.of(script, Account.class, Account::read);
  }

  private static Account read(Output output) {
    Account account = ABSENT;
    var known = ImmutableList.<String>builder();
    for (String line : output.lines()) {
      int colon = line.indexOf(':');
      String rest = line.substring(colon + 1);
      switch (colon < 0 ? "" : line.substring(0, colon)) {
        case "entry" -> account = account.withEntry(COLONS.splitToList(rest));
        case "group" -> account = account.withGroup(rest);
        case "groups" -> account = account.withGroups(WORDS.splitToList(rest));
        case "home" -> account = account.withHomeExisting(true);
        case "shadow" -> account = account.withShadow(COLONS.splitToList(rest));
        case "owner" -> account = account.withOwner(rest);
        case "known" -> {
          List<String> fields = COLONS.splitToList(rest);
          known.add(fields.get(0)).add(fields.get(1));
        }
        default -> {} // a remark of getent
      }
    }
    return account.knowing(known.build());
  }

  private Account withEntry(List<String> fields) {
    return fields.size() < 7
        ? this
        : new Account(
            true,
            Optional.of(Long.valueOf(fields.get(2))),
            group,
            groups,
            fields.get(4),
            fields.get(5),
            fields.get(6),
            homeExists,
            password,
            expires,
            known,
            Optional.of(Long.valueOf(fields.get(3))),
            owner);
  }

  private Account withShadow(List<String> fields) {
    Optional<Long> day =
        fields.size() > 7 && fields.get(7).matches("\\d+")
            ? Optional.of(Long.valueOf(fields.get(7)))
            : Optional.empty();
    return withPassword(new Secret(fields.size() > 1 ? fields.get(1) : "")).withExpires(day);
  }

  private Account knowing(ImmutableList<String> names) {
    return new Account(
        exists,
        uid,
        group,
        groups,
        comment,
        home,
        shell,
        homeExists,
        password,
        expires,
        names,
        gid,
        owner);
  }

  private Account withOwner(String name) {
    return new Account(
        exists,
        uid,
        group,
        groups,
        comment,
        home,
        shell,
        homeExists,
        password,
        expires,
        known,
        gid,
        Optional.of(name).filter(each -> !each.isEmpty()));
  }

  Account existing() {
    return new Account(
        true,
        uid,
        group,
        groups,
        comment,
        home,
        shell,
        homeExists,
        password,
        expires,
        known,
        gid,
        owner);
  }

  Account withUid(long number) {
    return new Account(
        exists,
        Optional.of(number),
        group,
        groups,
        comment,
        home,
        shell,
        homeExists,
        password,
        expires,
        known,
        gid,
        owner);
  }

  Account withGroup(String name) {
    return new Account(
        exists,
        uid,
        name,
        groups,
        comment,
        home,
        shell,
        homeExists,
        password,
        expires,
        known,
        gid,
        owner);
  }

  /** Its own group does not count among the others. */
  Account withGroups(Iterable<String> names) {
    var others = ImmutableSortedSet.<String>naturalOrder();
    for (String each : names) {
      if (!each.equals(group)) {
        others.add(each);
      }
    }
    return new Account(
        exists,
        uid,
        group,
        others.build(),
        comment,
        home,
        shell,
        homeExists,
        password,
        expires,
        known,
        gid,
        owner);
  }

  Account withComment(String text) {
    return new Account(
        exists,
        uid,
        group,
        groups,
        text,
        home,
        shell,
        homeExists,
        password,
        expires,
        known,
        gid,
        owner);
  }

  Account withHome(String path) {
    return new Account(
        exists,
        uid,
        group,
        groups,
        comment,
        path,
        shell,
        homeExists,
        password,
        expires,
        known,
        gid,
        owner);
  }

  Account withShell(String path) {
    return new Account(
        exists,
        uid,
        group,
        groups,
        comment,
        home,
        path,
        homeExists,
        password,
        expires,
        known,
        gid,
        owner);
  }

  Account withHomeExisting(boolean there) {
    return new Account(
        exists, uid, group, groups, comment, home, shell, there, password, expires, known, gid,
        owner);
  }

  Account withPassword(Secret hash) {
    return new Account(
        exists,
        uid,
        group,
        groups,
        comment,
        home,
        shell,
        homeExists,
        Optional.of(hash),
        expires,
        known,
        gid,
        owner);
  }

  Account withExpires(Optional<Long> day) {
    return new Account(
        exists,
        uid,
        group,
        groups,
        comment,
        home,
        shell,
        homeExists,
        password,
        day,
        known,
        gid,
        owner);
  }
}
