package dev.javaform.modules.linux;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A user of the host. */
@Name("ansible.builtin.user")
@Manual(
    summary = "Creates, changes and removes users.",
    example =
        """
        - name: Let alice manage guests
          user:
            name: alice
            groups: [libvirt]
            append: true
        """)
public record User(
    @Argument(value = "The user.", aliases = "user") String name,
    @Argument("The number.") Optional<Long> uid,
    @Argument(value = "Accept a number that another user has.", preset = "false") boolean nonUnique,
    @Argument("The user's own group.") Optional<String> group,
    @Argument("Other groups; an empty list takes the user out of all others.")
        Optional<ImmutableList<String>> groups,
    @Argument(value = "Only add to groups, never take out of any.", preset = "false")
        boolean append,
    @Argument("The full name.") Optional<String> comment,
    @Argument("The home directory.") Optional<String> home,
    @Argument("The shell.") Optional<String> shell,
    @Argument("The hash of the password, as crypt(5) makes it.") Optional<Secret> password,
    @Argument("Whether logging in by password is made impossible.") Optional<Boolean> passwordLock,
    @Argument(value = "Set the password always, or on_create.", preset = "always")
        UpdatePassword updatePassword,
    @Argument(value = "present or absent.", preset = "present") Presence state,
    @Argument(value = "Create the home.", aliases = "createhome", preset = "true")
        boolean createHome,
    @Argument(value = "Move the home's content where the home changes.", preset = "false")
        boolean moveHome,
    @Argument("A directory to copy into a new home.") Optional<String> skeleton,
    @Argument(value = "Create it with a number of the system's range.", preset = "false")
        boolean system,
    @Argument(value = "Remove the home and the mail too, with state absent.", preset = "false")
        boolean remove,
    @Argument(value = "Remove it although it is logged in.", preset = "false") boolean force,
    @Argument("When it expires, in seconds since 1970; a negative number: never.")
        Optional<Double> expires,
    @Argument(value = "Make a key for ssh; not supported yet.", preset = "false")
        boolean generateSshKey)
    implements Module<Account> {

  /** When to set the password. */
  public enum UpdatePassword {
    ALWAYS,
    ON_CREATE
  }

  private static final int SECONDS_OF_A_DAY = 86_400;

  public User {
    Accounts.check(name, "user");
    groups = groups.map(User::named); // Ansible: groups: "" takes the user out of all
    Stream.concat(group.stream(), groups.stream().flatMap(List::stream))
        .forEach(each -> Accounts.check(each, "group"));
    if (generateSshKey) {
      throw new IllegalArgumentException(
          "generate_ssh_key is not supported yet; call ssh-keygen in a command with creates.");
    }
    if (nonUnique && uid.isEmpty()) {
      throw new IllegalArgumentException("non_unique makes sense only together with uid.");
    }
    if (comment.filter(text -> text.contains(":") || text.contains("\n")).isPresent()) {
      throw new IllegalArgumentException("comment must be one line without colons.");
    }
    if (password.filter(hash -> hash.reveal().matches("(?s).*[:\\n].*")).isPresent()) {
      throw new IllegalArgumentException("password must be a hash, as crypt(5) makes it.");
    }
    Stream.of(home, shell, skeleton)
        .flatMap(Optional::stream)
        .filter(path -> !path.startsWith("/") || path.contains(":"))
        .findFirst()
        .ifPresent(
            path -> {
              throw new IllegalArgumentException(
                  "\"%s\" must be an absolute path without colons.".formatted(path));
            });
  }

  private static ImmutableList<String> named(List<String> groups) {
    return groups.stream().filter(each -> !each.isBlank()).collect(ImmutableList.toImmutableList());
  }

  /** Words of {@code password} that are no hash but make login by password impossible. */
  boolean passwordLooksPlain() {
    return password
        .map(Secret::reveal)
        .filter(hash -> !hash.matches("[!*x]*|!*[$_].*|[!]*[./A-Za-z0-9]{13}"))
        .isPresent();
  }

  /** The day of expiry that is wanted; an empty one inside means never. */
  Optional<Optional<Long>> expiryDay() {
    return expires.map(
        seconds ->
            seconds < 0
                ? Optional.<Long>empty()
                : Optional.of((long) Math.floor(seconds / SECONDS_OF_A_DAY)));
  }

  @Override
  public Probe<Account> observe() {
    var wanted = ImmutableSet.<String>builder().add(name).addAll(group.stream().toList());
    groups.ifPresent(wanted::addAll);
    return Account.probe(name, wanted.build().asList(), home, uid);
  }

  @Override
  public Plan<Account> decide(Account seen) {
    Plan<Account> plan = state == Presence.ABSENT ? absent(seen) : present(seen);
    return plan.returning(Returns.of(values(seen, plan.after())));
  }

  private Plan<Account> absent(Account seen) {
    return seen.exists()
        ? Plan.move(seen, Account.ABSENT, new UserCommands(this).delete())
        : Plan.keep(seen);
  }

  private Plan<Account> present(Account seen) {
    refuseUnknownGroups(seen);
    if (!nonUnique && !uid.equals(seen.uid())) {
      seen.owner().ifPresent(this::refuseTaken);
    }
    Account after = new UserWish(this).after(seen);
    Plan<Account> plan =
        seen.equals(after)
            ? Plan.keep(seen)
            : Plan.move(seen, after, new UserCommands(this).steps(seen, after));
    return plan.warning(warnings(seen));
  }

  private void refuseUnknownGroups(Account seen) {
    List<String> missing =
        Stream.concat(group.stream(), groups.stream().flatMap(List::stream))
            .filter(each -> !seen.known().contains(each))
            .distinct()
            .toList();
    if (!missing.isEmpty()) {
      throw new ModuleFailure("Group %s does not exist".formatted(String.join(", ", missing)));
    }
  }

  private void refuseTaken(String owner) {
    throw new ModuleFailure(
        "The number %d belongs to the user %s; choose another, or set non_unique."
            .formatted(uid.orElseThrow(), owner));
  }

  private ImmutableList<String> warnings(Account seen) {
    var warnings = ImmutableList.<String>builder();
    if (passwordLooksPlain()) {
      warnings.add(
          "The password of %s looks like plain text; a hash as crypt(5) makes it is needed."
              .formatted(name));
    }
    if (seen.exists()
        && seen.password().isEmpty()
        && (password.isPresent() || passwordLock.isPresent())) {
      warnings.add("The password of %s cannot be compared without root.".formatted(name));
    }
    return warnings.build();
  }

  private LinkedHashMap<String, Object> values(Account seen, Account after) {
    var values = new LinkedHashMap<String, Object>();
    values.put("name", name);
    values.put("state", state == Presence.ABSENT ? "absent" : "present");
    if (state == Presence.ABSENT) {
      values.put("remove", remove);
      values.put("force", force);
      return values;
    }
    after.uid().ifPresent(number -> values.put("uid", number));
    after.gid().ifPresent(number -> values.put("group", number));
    values.put("comment", after.comment());
    values.put("home", after.home());
    if (!after.shell().isEmpty()) {
      values.put(
          "shell", after.shell()); // a new user's own is useradd's choice, and seen afterwards
    }
    groups.ifPresent(names -> values.put("groups", String.join(",", names)));
    password.ifPresent(_ -> values.put("password", "NOT_LOGGING_PASSWORD"));
    if (seen.exists()) {
      values.put("append", append);
      values.put("move_home", moveHome);
    } else {
      values.put("create_home", createHome);
      values.put("system", system);
    }
    return values;
  }
}
