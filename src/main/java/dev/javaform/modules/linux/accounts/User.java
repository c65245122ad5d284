package dev.javaform.modules.linux.accounts;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Secret;
import dev.javaform.modules.linux.Presence;
import dev.javaform.modules.linux.Printed;
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
      "group: The number of the user's primary group.",
      "groups: The groups that were asked for.",
      "comment: The full name.",
      "home: The home directory.",
      "shell: The shell.",
      "password: A placeholder instead of the password that was given.",
      "password_expire_min: The minimum number of days between two changes of the password.",
      "password_expire_max: The maximum.",
      "append: Whether groups are only added, for a user that was there.",
      "move_home: Whether a home that changes is moved, for a user that was there.",
      "create_home: Whether a home was asked for, for a new user.",
      "system: Whether a number from the system range was asked for, for a new user.",
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
    @Argument("The user's primary group.") Optional<String> group,
    @Argument("Further groups; an empty list removes the user from all of them.")
        Optional<ImmutableList<String>> groups,
    @Argument(value = "Only add the user to groups, never remove it from any.", preset = "false")
        boolean append,
    @Argument("The full name.") Optional<String> comment,
    @Argument("The home directory.") Optional<String> home,
    @Argument("The shell.") Optional<String> shell,
    @Argument("The hash of the password, as crypt(5) makes it.") Optional<Secret> password,
    @Argument("Whether to make logging in with a password" + " impossible.")
        Optional<Boolean> passwordLock,
    @Argument(value = "Set the password always, or on_create.", preset = "always")
        UpdatePassword updatePassword,
    @Argument(value = "present or absent.", preset = "present") Presence state,
    @Argument(value = "Create the home.", aliases = "createhome", preset = "true")
        boolean createHome,
    @Argument(value = "Move the home's content if the home changes.", preset = "false")
        boolean moveHome,
    @Argument("A directory to copy into a new home.") Optional<String> skeleton,
    @Argument(value = "Create it with a number from the system range.", preset = "false")
        boolean system,
    @Argument(value = "Remove the home and the mail too, with state absent.", preset = "false")
        boolean remove,
    @Argument(
            value =
                "Remove it even if it is logged in; with generate_ssh_key, replace existing keys,"
                    + " every time.",
            preset = "false")
        boolean force,
    @Argument("When it expires, in seconds since 1970; a negative number: never.")
        Optional<Double> expires,
    @Argument("The maximum number of days between two changes of the password; -1: no limit.")
        Optional<Long> passwordExpireMax,
    @Argument("The minimum number of days between two changes of the password.")
        Optional<Long> passwordExpireMin,
    @Argument("The permissions that a new home must not have, in octal digits.")
        Optional<String> umask,
    @Argument(value = "Generate an SSH key pair if there is none.", preset = "false")
        boolean generateSshKey,
    @Argument(value = "The length of the key; 0: ssh-keygen's choice.", preset = "0")
        int sshKeyBits,
    @Argument("The key's comment; if left out, \"ansible-generated on\" and the host's name.")
        Optional<String> sshKeyComment,
    @Argument("The private key's file, in the home if not absolute; .ssh/id_TYPE if left out.")
        Optional<String> sshKeyFile,
    @Argument("What protects the private key.") Optional<Secret> sshKeyPassphrase,
    @Argument(value = "The kind of key, as ssh-keygen names it.", preset = "rsa") String sshKeyType,
    @Argument("The SELinux user of a new user; ignored if SELinux is not enabled.")
        Optional<String> seuser,
    @Argument(
            value = "Look only at the host's own users, and use the tools of libuser.",
            preset = "false")
        boolean local,
    @Argument(ignored = "it is one of Solaris") Optional<String> authorization,
    @Argument(ignored = "it is one of Solaris") Optional<String> profile,
    @Argument(ignored = "it is one of Solaris") Optional<String> role,
    @Argument(ignored = "it is one of macOS") Optional<Boolean> hidden,
    @Argument(ignored = "it is one of the BSDs") Optional<String> loginClass)
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
  @SuppressWarnings("OptionalMapToOptional") // absent and never are two things
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
