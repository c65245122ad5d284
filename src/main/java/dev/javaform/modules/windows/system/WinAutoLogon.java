package dev.javaform.modules.windows.system;

import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Script;
import dev.javaform.module.Secret;
import dev.javaform.module.Step;
import dev.javaform.modules.windows.Answer;
import dev.javaform.modules.windows.Existence;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Logs somebody on whenever a guest has booted, its password kept as a secret of Windows. */
@Name("community.windows.win_auto_logon")
@Manual(
    summary = "Logs a user on at boot, the password kept as a secret of Windows.",
    example =
        """
        - name: Let the player in
          win_auto_logon:
            username: gamer
            password: "{{ lookup('env', 'GAMER_PASSWORD') }}"
        """)
public record WinAutoLogon(
    @Argument("How often; unsaid, always.") Optional<Long> logonCount,
    @Argument("The account.") Optional<String> username,
    @Argument("Its password.") Optional<Secret> password,
    @Argument(value = "Whether anybody is logged on.", preset = "present") Existence state)
    implements Module<AutoLogon> {

  public WinAutoLogon {
    if (state == Existence.PRESENT && (username.isEmpty() || password.isEmpty())) {
      throw new IllegalArgumentException("win_auto_logon needs \"username\" and \"password\".");
    }
    if (logonCount.filter(count -> count < 0 || count > 0xFFFFFFFFL).isPresent()) {
      throw new IllegalArgumentException("\"logon_count\" is a number from 0 to 4294967295.");
    }
  }

  private Script.PowerShell question() {
    Map<String, Object> select = new LinkedHashMap<>();
    if (state == Existence.PRESENT) {
      username.ifPresent(name -> select.put("username", name));
      password.ifPresent(secret -> select.put("password", secret));
    }
    return Script.PowerShell.ask("auto_logon", select);
  }

  @Override
  public Probe<AutoLogon> observe() {
    return Probe.of(question(), AutoLogon.class, output -> AutoLogon.of(Answer.of(output)));
  }

  @Override
  public Plan<AutoLogon> decide(AutoLogon seen) {
    AutoLogon wanted = state == Existence.PRESENT ? wanted(seen) : seen.off();
    Step step =
        new Step.Run(
            state == Existence.PRESENT
                ? "log on %s at boot".formatted(username.orElse(""))
                : "log on nobody at boot",
            question().set(wanted.set()));
    return seen.equals(wanted) ? Plan.keep(seen) : Plan.move(seen, wanted, step);
  }

  private AutoLogon wanted(AutoLogon seen) {
    int domain = seen.account().indexOf('\\');
    if (domain < 0) {
      throw new ModuleFailure("there is no user %s in this guest".formatted(username.orElse("")));
    }
    return new AutoLogon(
        true,
        seen.account().substring(domain + 1),
        seen.account().substring(0, domain),
        logonCount.map(String::valueOf).orElse(""),
        false,
        "same",
        seen.account());
  }
}
