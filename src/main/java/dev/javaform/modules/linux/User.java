package dev.javaform.modules.linux;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Secret;
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
        - name: Give alice a key for ssh
          user:
            name: alice
            generate_ssh_key: true
            ssh_key_type: ed25519
        """,
    returns = {
      "name: The user.",
      "state: What was asked for: present or absent.",
      "uid: The number.",
      "group: The number of the user's own group.",
      "groups: The groups that were asked for.",
      "comment: The full name.",
      "home: The home directory.",
      "shell: The shell.",
      "password: A word instead of the password that was given.",
      "password_expire_min: The smallest number of days between two changes of the password.",
      "password_expire_max: The greatest.",
      "append: Whether groups are only added, for a user that was there.",
      "move_home: Whether a home that changes is moved, for a user that was there.",
      "create_home: Whether a home was asked for, for a new user.",
      "system: Whether a number of the system's range was asked for, for a new user.",
      "remove: Whether the home goes too, with state absent.",
      "force: Whether a user who is logged in goes too, with state absent.",
      "ssh_key_file: The file of the private key, with generate_ssh_key.",
      "ssh_fingerprint: The fingerprint of the key.",
      "ssh_public_key: The public key.",
      Printed.RETURNS
    })
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
    @Argument(
            value =
                "Remove it although it is logged in; with generate_ssh_key, replace keys that are there, each time.",
            preset = "false")
        boolean force,
    @Argument("When it expires, in seconds since 1970; a negative number: never.")
        Optional<Double> expires,
    @Argument("The greatest number of days between two changes of the password; -1: any.")
        Optional<Long> passwordExpireMax,
    @Argument("The smallest number of days between two changes of the password.")
        Optional<Long> passwordExpireMin,
    @Argument("The permissions that a new home shall not have, in octal digits.")
        Optional<String> umask,
    @Argument(value = "Make a pair of keys for ssh where there is none.", preset = "false")
        boolean generateSshKey,
    @Argument(value = "The length of the key; 0: ssh-keygen's choice.", preset = "0")
        int sshKeyBits,
    @Argument("The key's comment; if left out \"ansible-generated on\" and the host's name.")
        Optional<String> sshKeyComment,
    @Argument("The private key's file, in the home if not absolute; .ssh/id_TYPE if left out.")
        Optional<String> sshKeyFile,
    @Argument("What protects the private key.") Optional<Secret> sshKeyPassphrase,
    @Argument(value = "The kind of key, as ssh-keygen names it.", preset = "rsa") String sshKeyType,
    @Argument("SELinux's name for a new user; left out where SELinux is not enabled.")
        Optional<String> seuser,
    @Argument(
            value = "Look at the host's own users only, and use the tools of libuser.",
            preset = "false")
        boolean local,
    @Argument("Of Solaris; nothing on Linux.") Optional<String> authorization,
    @Argument("Of Solaris; nothing on Linux.") Optional<String> profile,
    @Argument("Of Solaris; nothing on Linux.") Optional<String> role,
    @Argument("Of macOS; nothing on Linux.") Optional<Boolean> hidden,
    @Argument("Of the BSDs; nothing on Linux.") Optional<String> loginClass)
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
    if (nonUnique && uid.isEmpty()) {
      throw new IllegalArgumentException("non_unique makes sense only together with uid.");
    }
    if (comment.filter(text -> text.contains(":") || text.contains("\n")).isPresent()) {
      throw new IllegalArgumentException("comment must be one line without colons.");
    }
    if (password.filter(hash -> hash.reveal().matches("(?s).*[:\\n].*")).isPresent()) {
      throw new IllegalArgumentException("password must be a hash, as crypt(5) makes it.");
    }
    if (umask.isPresent() && (local || !umask.get().matches("[0-7]{1,4}"))) {
      throw new IllegalArgumentException(
          "umask must be octal digits, and cannot be used together with local.");
    }
    if (seuser.isPresent() && local) {
      throw new IllegalArgumentException(
          "seuser cannot be used together with local: libuser knows nothing of SELinux.");
    }
    if (sshKeyFile.filter(path -> path.startsWith("~") || path.endsWith("/")).isPresent()) {
      throw new IllegalArgumentException(
          "ssh_key_file must name a file, by an absolute path or one that starts in the user's home.");
    }
    if (sshKeyPassphrase.filter(text -> text.reveal().matches("(?s).*[\r\n].*")).isPresent()) {
      throw new IllegalArgumentException("ssh_key_passphrase must be one line.");
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

  /** Whether it wants anything that only root can read. */
  boolean concernsPassword() {
    return password.isPresent()
        || passwordLock.isPresent()
        || passwordExpireMin.isPresent()
        || passwordExpireMax.isPresent();
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
    return new AccountProbe(this).probe();
  }

  @Override
  public Plan<Account> decide(Account seen) {
    return new UserDecision(this, seen).plan();
  }
}
