package dev.javaform.modules.linux.accounts;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.javaform.module.Output;
import dev.javaform.module.Secret;
import dev.javaform.module.Situated;
import dev.javaform.module.Unseen;
import dev.javaform.modules.linux.Sections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A user on a host; all empty where there is none.
 *
 * @param name its name
 * @param exists whether there is such a user
 * @param uid its number, where known
 * @param group its own group
 * @param groups the other groups it is in
 * @param comment the full name
 * @param homeExists whether the home is there
 * @param password the hash; empty where it could not be read
 * @param expires the day of expiry, counted from 1970; empty where there is none
 * @param passwordMin the smallest number of days between two changes of the password; -1 where
 *     there is none, empty where it could not be read
 * @param passwordMax the greatest, likewise
 * @param sshKey the keys that a task asks about
 * @param known what exists of that which is wanted: groups by name and by number, the home,
 *     SELinux's file
 * @param owner the user that has the wanted number
 */
record Account(
    @Unseen String name,
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
    Optional<Long> passwordMin,
    Optional<Long> passwordMax,
    SshKey sshKey,
    @Unseen ImmutableList<String> known,
    @Unseen Optional<Long> gid,
    @Unseen Optional<String> owner)
    implements Situated<Account> {

  private static final Splitter COLONS = Splitter.on(':');
  private static final Splitter WORDS = Splitter.on(' ').omitEmptyStrings();

  static final Account ABSENT =
      new Account(
          "",
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
          Optional.empty(),
          Optional.empty(),
          SshKey.NONE,
          ImmutableList.of(),
          Optional.empty(),
          Optional.empty());

  /** The account that {@link AccountProbe} prints. */
  static Account read(Output output) {
    return ABSENT.with(draft -> draft.read(Sections.read(output)));
  }

  Account named(String word) {
    return with(draft -> draft.name = word);
  }

  /** What is planned for this user, and which groups would be there. */
  @Override
  public Account among(List<?> planned) {
    return with(draft -> planned.forEach(draft::plan));
  }

  Account existing() {
    return with(draft -> draft.exists = true);
  }

  Account withUid(long number) {
    return with(draft -> draft.uid = Optional.of(number));
  }

  Account withGroup(String name) {
    return with(draft -> draft.group(name));
  }

  /** Its own group does not count among the others. */
  Account withGroups(Iterable<String> names) {
    return with(draft -> draft.groups(names));
  }

  Account withComment(String text) {
    return with(draft -> draft.comment = text);
  }

  Account withHome(String path) {
    return with(draft -> draft.home = path);
  }

  Account withShell(String path) {
    return with(draft -> draft.shell = path);
  }

  Account withHomeExisting(boolean there) {
    return with(draft -> draft.homeExists = there);
  }

  Account withPassword(Secret hash) {
    return with(draft -> draft.password = Optional.of(hash));
  }

  Account withExpires(Optional<Long> day) {
    return with(draft -> draft.expires = day);
  }

  Account withPasswordMin(long days) {
    return with(draft -> draft.passwordMin = Optional.of(days));
  }

  Account withPasswordMax(long days) {
    return with(draft -> draft.passwordMax = Optional.of(days));
  }

  Account withSshKey(SshKey key) {
    return with(draft -> draft.sshKey = key);
  }

  private Account with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.account();
  }

  /** An account on its way to be another one. */
  private static final class Draft {

    private final Set<String> known = new LinkedHashSet<>();
    private String name;
    private boolean exists;
    private Optional<Long> uid;
    private String group;
    private ImmutableSortedSet<String> groups;
    private String comment;
    private String home;
    private String shell;
    private boolean homeExists;
    private Optional<Secret> password;
    private Optional<Long> expires;
    private Optional<Long> passwordMin;
    private Optional<Long> passwordMax;
    private SshKey sshKey;
    private Optional<Long> gid;
    private Optional<String> owner;

    Draft(Account account) {
      known.addAll(account.known);
      owner = account.owner;
      name = account.name;
      become(account);
    }

    /** All but what another task asked for itself. */
    private void become(Account account) {
      exists = account.exists;
      uid = account.uid;
      group = account.group;
      groups = account.groups;
      comment = account.comment;
      home = account.home;
      shell = account.shell;
      homeExists = account.homeExists;
      password = account.password;
      expires = account.expires;
      passwordMin = account.passwordMin;
      passwordMax = account.passwordMax;
      sshKey = account.sshKey;
      gid = account.gid;
    }

    /** Takes in what an earlier task would have left. */
    void plan(Object planned) {
      switch (planned) {
        case Account other when other.name.equals(name) -> plan(other);
        case Account other when other.exists -> known.add(other.group);
        case Group.GroupState other -> plan(other);
        default -> {} // no matter for a user
      }
    }

    private void plan(Account other) {
      SshKey asked = sshKey;
      become(other);
      if (exists) {
        known.addAll(homeExists ? List.of(group, home) : List.of(group));
        sshKey = sshKey.equals(SshKey.NONE) ? asked : sshKey;
      }
    }

    private void plan(Group.GroupState other) {
      if (other.exists()) {
        known.add(other.name());
        other.gid().ifPresent(number -> known.add(number.toString()));
      } else {
        known.remove(other.name());
      }
    }

    Account account() {
      return new Account(
          name,
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
          passwordMin,
          passwordMax,
          sshKey,
          ImmutableList.copyOf(known),
          gid,
          owner);
    }

    /** Takes in what the probe printed. */
    void read(Sections seen) {
      entry(COLONS.splitToList(seen.first("entry")));
      group = seen.first("group");
      groups(WORDS.splitToList(seen.first("groups")));
      homeExists = seen.has("home");
      if (seen.has("shadow")) {
        shadow(COLONS.splitToList(seen.first("shadow")));
      }
      sshKey = SshKey.read(seen);
      owner = seen.of("owner").stream().findFirst();
      known.addAll(seen.of("known"));
    }

    /** A line of passwd(5). */
    private void entry(List<String> fields) {
      if (fields.size() >= 7) {
        exists = true;
        uid = Optional.of(Long.valueOf(fields.get(2)));
        gid = Optional.of(Long.valueOf(fields.get(3)));
        comment = fields.get(4);
        home = fields.get(5);
        shell = fields.get(6);
      }
    }

    /** A line of shadow(5). */
    private void shadow(List<String> fields) {
      password = Optional.of(new Secret(fields.size() > 1 ? fields.get(1) : ""));
      passwordMin = number(fields, 3).or(() -> Optional.of(-1L));
      passwordMax = number(fields, 4).or(() -> Optional.of(-1L));
      expires = number(fields, 7);
    }

    private static Optional<Long> number(List<String> fields, int index) {
      return fields.size() > index && fields.get(index).matches("\\d+")
          ? Optional.of(Long.valueOf(fields.get(index)))
          : Optional.empty();
    }

    /** Nobody knows the number of another group beforehand. */
    private void group(String name) {
      gid = name.equals(group) ? gid : Optional.empty();
      group = name;
    }

    private void groups(Iterable<String> names) {
      var others = ImmutableSortedSet.<String>naturalOrder();
      for (String each : names) {
        if (!each.equals(group)) {
          others.add(each);
        }
      }
      groups = others.build();
    }
  }
}
