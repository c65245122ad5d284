package dev.javaform.modules.windows.services;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Secret;
import dev.javaform.module.Step;
import dev.javaform.modules.windows.Answer;
import dev.javaform.modules.windows.Missing;
import dev.javaform.modules.windows.NamedProperties;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A service of Windows: whether it runs, how it starts, and what it is. */
@Name("ansible.windows.win_service")
@Manual(
    summary = "Keeps a service of Windows as it should be.",
    example =
        """
        - name: Do not index files
          win_service:
            name: WSearch
            start_mode: disabled
            state: stopped
        - name: Do without the fax, where there is one
          win_service:
            name: Fax
            start_mode: disabled
            state: stopped
            missing: ok
        """,
    returns = {WindowsService.RETURNS})
public record WinService(
    @Argument("The service; its name, or its name for people.") String name,
    @Argument("Whether it runs, or is there.") Optional<State> state,
    @Argument("How it starts.") Optional<StartMode> startMode,
    @Argument(value = "Whether a service that is not there makes the task fail.", preset = "fail")
        Missing missing,
    @Argument("The command line that it runs; makes the service where there is none.")
        Optional<String> path,
    @Argument("Its name for people.") Optional<String> displayName,
    @Argument("What it is for.") Optional<String> description,
    @Argument("The account that it runs as.") Optional<String> username,
    @Argument("That account's password.") Optional<Secret> password,
    @Argument("Whether the password is set each time, or only with the account.")
        Optional<PasswordUpdate> updatePassword,
    @Argument("Whether it may use the desktop, which only LocalSystem can.")
        Optional<Boolean> desktopInteract,
    @Argument("The services it needs.") Optional<ImmutableList<String>> dependencies,
    @Argument(value = "What is done with those.", preset = "set") DependencyAction dependencyAction,
    @Argument(value = "Whether services that need it are stopped with it.", preset = "false")
        boolean forceDependentServices,
    @Argument("What happens where it does not start at boot.") Optional<ErrorControl> errorControl,
    @Argument("The group of the order in which services start; empty is none.")
        Optional<String> loadOrderGroup,
    @Argument("Whether it has a process of its own.") Optional<ServiceType> serviceType,
    @Argument("Whether its token has a SID of its own.") Optional<SidInfo> sidInfo,
    @Argument("The only privileges that it has; an empty list is all of the account's.")
        Optional<ImmutableList<String>> requiredPrivileges,
    @Argument(
            value = "Milliseconds that it may take where Windows shuts down.",
            aliases = "pre_shutdown_timeout")
        Optional<Object> preShutdownTimeoutMs,
    ServiceFailures failures)
    implements Module<WindowsService> {

  /** Whether a service runs, or is there. */
  public enum State {
    ABSENT,
    PAUSED,
    STARTED,
    STOPPED,
    RESTARTED
  }

  /** How a service starts. */
  public enum StartMode {
    AUTO,
    DELAYED,
    DISABLED,
    MANUAL
  }

  /** When a password is set. */
  public enum PasswordUpdate {
    ALWAYS,
    ON_CREATE
  }

  /** What is done with dependencies. */
  public enum DependencyAction {
    ADD,
    REMOVE,
    SET
  }

  /** What happens where a service does not start at boot. */
  public enum ErrorControl {
    CRITICAL,
    IGNORE,
    NORMAL,
    SEVERE
  }

  /** How services and processes belong together. */
  public enum ServiceType {
    USER_OWN_PROCESS,
    USER_SHARE_PROCESS,
    WIN32_OWN_PROCESS,
    WIN32_SHARE_PROCESS
  }

  /** What of a service's own SID is in its token. */
  public enum SidInfo {
    NONE,
    RESTRICTED,
    UNRESTRICTED
  }

  public WinService {
    if (password.isPresent() && username.isEmpty()) {
      throw new IllegalArgumentException("\"password\" needs the \"username\" it belongs to.");
    }
    boolean system =
        username.filter(user -> !ServiceAccount.named(user).equals("LocalSystem")).isEmpty();
    if (desktopInteract.orElse(false) && !system) {
      throw new IllegalArgumentException("\"desktop_interact\" is for LocalSystem only.");
    }
    preShutdownTimeoutMs.ifPresent(ServiceFailures::number);
  }

  private Script.PowerShell question() {
    return Script.PowerShell.ask("service", Map.of("name", name));
  }

  @Override
  public Probe<WindowsService> observe() {
    return Probe.of(
        question(), WindowsService.class, output -> WindowsService.of(Answer.of(output)));
  }

  @Override
  public Plan<WindowsService> decide(WindowsService seen) {
    boolean absent = state.filter(State.ABSENT::equals).isPresent();
    if (!seen.exists() && (absent || path.isEmpty())) {
      return missing(seen, absent);
    }
    WindowsService wanted = absent ? WindowsService.ABSENT : wanted(seen);
    if (wanted.equals(seen)) {
      return Plan.keep(seen).returning(Returns.of(seen.told()));
    }
    Step step = new Step.Run(purpose(seen, absent), question().set(set(seen, wanted)));
    Plan<WindowsService> plan =
        wanted.done().isEmpty()
            ? Plan.move(seen, wanted, step)
            : Plan.event(seen, wanted, List.of(step));
    return plan.returning(Returns.of(wanted.told()));
  }

  private Plan<WindowsService> missing(WindowsService seen, boolean absent) {
    boolean onlyAsked = state.isEmpty() && wished(NamedProperties.NONE).values().isEmpty();
    if (absent || onlyAsked || missing == Missing.OK) {
      return Plan.keep(seen).returning(Returns.of(seen.told()));
    }
    throw new ModuleFailure(
        "there is no service %s; give its path to make one, or set missing to ok where it need not be there"
            .formatted(name));
  }

  private String purpose(WindowsService seen, boolean absent) {
    return (absent ? "remove" : seen.exists() ? "change" : "make") + " the service " + name;
  }

  private WindowsService wanted(WindowsService seen) {
    NamedProperties old = seen.exists() ? seen.settings() : fresh();
    ImmutableList.Builder<String> events = ImmutableList.builder();
    if (state.filter(State.RESTARTED::equals).isPresent()) {
      events.add("restarted");
    }
    if (password.isPresent() && updatePassword.filter(PasswordUpdate.ALWAYS::equals).isPresent()) {
      events.add("password set");
    }
    return seen.with(old.with(wished(old)), events.build());
  }

  /** What a service is that was made without a word on it. */
  private static NamedProperties fresh() {
    return new NamedProperties(
        ImmutableMap.of(
            "state", "stopped",
            "start_mode", "auto",
            "username", "LocalSystem",
            "service_type", "win32_own_process",
            "error_control", "normal"));
  }

  private NamedProperties wished(NamedProperties old) {
    return NamedProperties.NONE
        .with("state", state.map(WinService::reached))
        .with("start_mode", startMode.map(WinService::word))
        .with("path", path)
        .with("display_name", displayName)
        .with("description", description)
        .with("username", username.map(user -> ServiceAccount.of(user, old.text("username"))))
        .with("dependencies", dependencies.map(wish -> merged(old, wish)))
        .with("error_control", errorControl.map(WinService::word))
        .with("load_order_group", loadOrderGroup)
        .with("service_type", serviceType.map(WinService::word))
        .with("sid_info", sidInfo.map(WinService::word))
        .with("required_privileges", requiredPrivileges.map(wish -> same(old, wish)))
        .with("pre_shutdown_timeout", preShutdownTimeoutMs.map(ServiceFailures::number))
        .with("desktop_interact", desktopInteract)
        .with(failures.wished());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String reached(State wish) {
    return wish == State.RESTARTED ? "started" : word(wish);
  }

  /** Their order is of no meaning: where none is missing and none too many, as they were. */
  private ImmutableList<String> merged(NamedProperties old, ImmutableList<String> wish) {
    ImmutableList<String> had = old.texts("dependencies");
    Set<String> all =
        new LinkedHashSet<>(dependencyAction == DependencyAction.SET ? List.of() : had);
    if (dependencyAction == DependencyAction.REMOVE) {
      all.removeAll(Set.copyOf(wish));
    } else {
      all.addAll(wish);
    }
    return all.equals(Set.copyOf(had)) ? had : ImmutableList.copyOf(all);
  }

  private static ImmutableList<String> same(NamedProperties old, ImmutableList<String> wish) {
    ImmutableList<String> had = old.texts("required_privileges");
    return Set.copyOf(had).equals(Set.copyOf(wish)) ? had : wish;
  }

  private Map<String, Object> set(WindowsService seen, WindowsService wanted) {
    Map<String, Object> set = new LinkedHashMap<>();
    set.put("exists", wanted.exists());
    NamedProperties differing = wanted.settings().beyond(seen.settings());
    set.putAll(differing.values());
    if (differing.has("failure_actions") || differing.has("failure_reset")) {
      set.put("failure_actions", wanted.settings().texts("failure_actions"));
      set.put("failure_reset", wanted.settings().text("failure_reset"));
    }
    if (wanted.done().contains("restarted")) {
      set.put("restart", true);
    }
    boolean account = differing.has("username") || wanted.done().contains("password set");
    if (account) {
      set.put("username", wanted.settings().text("username"));
      password.ifPresent(secret -> set.put("password", secret));
    }
    if (forceDependentServices) {
      set.put("force", true);
    }
    return set;
  }
}
