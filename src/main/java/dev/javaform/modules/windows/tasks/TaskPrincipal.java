package dev.javaform.modules.windows.tasks;

import dev.javaform.module.Argument;
import dev.javaform.module.Secret;
import dev.javaform.modules.windows.NamedProperties;
import java.util.Locale;
import java.util.Optional;

/** Who a task is done as, and with which rights. */
public record TaskPrincipal(
    @Argument("What the account is called in the list of tasks.") Optional<String> displayName,
    @Argument("The group whose members the task is done for, as each of them.")
        Optional<String> group,
    @Argument("How the account comes to be logged on.") Optional<LogonType> logonType,
    @Argument(value = "Whether it has all the rights of the account.", aliases = "runlevel")
        Optional<RunLevel> runLevel,
    @Argument(value = "The account that it runs as.", aliases = "user") Optional<String> username,
    @Argument("The account's password, where nobody need be logged on.") Optional<Secret> password,
    @Argument(value = "Whether the password is set each time.", preset = "true")
        boolean updatePassword) {

  /** How an account comes to be logged on (TASK_LOGON_TYPE). */
  public enum LogonType {
    NONE,
    PASSWORD,
    S4U,
    INTERACTIVE_TOKEN,
    GROUP,
    SERVICE_ACCOUNT,
    TOKEN_OR_PASSWORD
  }

  /** How many of an account's rights are used. */
  public enum RunLevel {
    LIMITED,
    HIGHEST
  }

  public TaskPrincipal {
    if (group.isPresent() && username.isPresent()) {
      throw new IllegalArgumentException("A task has a \"username\" or a \"group\", not both.");
    }
    if (group.isPresent() && logonType.filter(type -> type != LogonType.GROUP).isPresent()) {
      throw new IllegalArgumentException("With \"group\" the \"logon_type\" is group.");
    }
    if (password.isPresent() && username.isEmpty()) {
      throw new IllegalArgumentException("\"password\" needs the \"username\" it belongs to.");
    }
  }

  NamedProperties wished() {
    return NamedProperties.NONE
        .with("display_name", displayName)
        .with("run_level", runLevel.map(level -> level.name().toLowerCase(Locale.ROOT)));
  }
}
