package dev.javaform.modules.windows.accounts;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Script;
import dev.javaform.module.Secret;
import dev.javaform.modules.windows.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A local user of a Windows guest. A password can be compared only by trying to log on with it, and
 * what fails counts towards locking the account: unless a task says {@code always} it is set where
 * the user is created, and never looked at again.
 */
@Name("ansible.windows.win_user")
@Manual(
    summary = "Creates, changes and removes local users.",
    example =
        """
        - name: Let somebody play
          win_user:
            name: gamer
            password: "{{ lookup('env', 'GAMER_PASSWORD') }}"
            password_never_expires: true
            groups: [S-1-5-32-545]
            groups_action: add
        """,
    returns = {
      "name: The user.",
      "state: Whether it is there, present or absent.",
      "fullname: The full name.",
      "description: What it is for.",
      "path: Its path in ADSI.",
      "sid: Its SID.",
      "account_disabled: Whether nobody can log on to it.",
      "account_locked: Whether it is locked after too many wrong passwords.",
      "password_expired: Whether the password has to be changed at the next logon.",
      "password_never_expires: Whether the password is valid forever.",
      "user_cannot_change_password: Whether the user may not change the password.",
      "groups: The local groups that it is in, each with its name and its path in ADSI."
    })
public record WinUser(
    @Argument("The user.") String name,
    @Argument("The password, in plain text; best a variable of a vault.") Optional<Secret> password,
    @Argument(
            value =
                "When to set the password: on_create, or always where a logon with it fails. A"
                    + " failed logon counts towards locking the account.",
            preset = "on_create")
        UpdatePassword updatePassword,
    @Argument("The full name.") Optional<String> fullname,
    @Argument("What it is for.") Optional<String> description,
    @Argument("The home directory.") Optional<String> homeDirectory,
    @Argument("The script that runs when the user logs on.") Optional<String> loginScript,
    @Argument("Where the profile is.") Optional<String> profile,
    @Argument("Local groups, by name or SID; an empty list with replace: none.")
        Optional<ImmutableList<String>> groups,
    @Argument(value = "What to do with these groups.", preset = "replace")
        GroupsAction groupsAction,
    @Argument("Whether nobody can log on to it.") Optional<Boolean> accountDisabled,
    @Argument("Only false: unlocks it.") Optional<Boolean> accountLocked,
    @Argument("Whether the password has to be changed at the next logon.")
        Optional<Boolean> passwordExpired,
    @Argument("Whether the password is valid forever.") Optional<Boolean> passwordNeverExpires,
    @Argument("Whether the user may not change the password.")
        Optional<Boolean> userCannotChangePassword,
    @Argument(value = "present, absent, or query: only tell.", preset = "present") Wanted state)
    implements Module<WindowsUser> {

  /** What is to be of the user. */
  public enum Wanted {
    PRESENT,
    ABSENT,
    QUERY
  }

  /** When to set the password. */
  public enum UpdatePassword {
    ALWAYS,
    ON_CREATE
  }

  /** What to do with the groups that a task names. */
  public enum GroupsAction {
    ADD,
    REPLACE,
    REMOVE
  }

  public WinUser {
    AccountNames.check(name, "user");
    if (accountLocked.orElse(false)) {
      throw new IllegalArgumentException(
          "\"account_locked\" can only be false; to keep somebody out, set account_disabled.");
    }
    groups =
        groups.map(
            all ->
                all.stream()
                    .filter(each -> !each.isBlank())
                    .distinct()
                    .collect(ImmutableList.toImmutableList()));
  }

  /** The texts that the task sets. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    fullname.ifPresent(text -> texts.put("fullname", text));
    description.ifPresent(text -> texts.put("description", text));
    homeDirectory.ifPresent(text -> texts.put("home_directory", text));
    loginScript.ifPresent(text -> texts.put("login_script", text));
    profile.ifPresent(text -> texts.put("profile", text));
    return texts;
  }

  /** The flags that the task sets. */
  Map<String, Boolean> flags() {
    Map<String, Boolean> flags = new LinkedHashMap<>();
    accountDisabled.ifPresent(flag -> flags.put("account_disabled", flag));
    accountLocked.ifPresent(flag -> flags.put("account_locked", flag));
    passwordExpired.ifPresent(flag -> flags.put("password_expired", flag));
    passwordNeverExpires.ifPresent(flag -> flags.put("password_never_expires", flag));
    userCannotChangePassword.ifPresent(flag -> flags.put("user_cannot_change_password", flag));
    return flags;
  }

  /** The password, where it is to be compared. */
  private Optional<Secret> compared() {
    return password.filter(_ -> state == Wanted.PRESENT && updatePassword == UpdatePassword.ALWAYS);
  }

  Script.PowerShell question() {
    Map<String, Object> select = new LinkedHashMap<>();
    select.put("name", name);
    select.put("groups", groups.orElse(ImmutableList.of()));
    compared().ifPresent(secret -> select.put("password", secret));
    return Script.PowerShell.ask("local_user", select);
  }

  @Override
  public Probe<WindowsUser> observe() {
    return Probe.of(
        question(), WindowsUser.class, output -> WindowsUser.of(name, Answer.of(output)));
  }

  @Override
  public Plan<WindowsUser> decide(WindowsUser seen) {
    return new WinUserDecision(this, seen).plan();
  }
}
