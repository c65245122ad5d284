package dev.javaform.modules.windows.system;

import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.module.Unseen;
import dev.javaform.modules.windows.Answer;
import java.util.Map;

/** The time zone of a guest, by the name that Windows has for it in every language. */
@Name("community.windows.win_timezone")
@Manual(
    summary = "Sets the time zone of a Windows host.",
    example =
        """
        - name: Live in Berlin
          win_timezone:
            timezone: W. Europe Standard Time
        """,
    returns = {
      "previous_timezone: The time zone that was set before.",
      "timezone: The time zone that is set."
    })
public record WinTimezone(
    @Argument("The zone, such as W. Europe Standard Time; with _dstoff without summer time.")
        String timezone)
    implements Module<WinTimezone.WindowsZone> {

  private static final String WITHOUT_SUMMER = "_dstoff";

  /**
   * The time zone of a guest.
   *
   * @param known whether the guest knows the zone that is wanted
   */
  public record WindowsZone(String timezone, @Unseen boolean known) {}

  public WinTimezone {
    if (timezone.isBlank() || timezone.contains("/") || timezone.contains("\\")) {
      throw new IllegalArgumentException(
          "\"%s\" is not how Windows names time zones; it is W. Europe Standard Time, and tzutil.exe /l lists all."
              .formatted(timezone));
    }
  }

  private Script.PowerShell question() {
    String zone = timezone.replaceFirst(WITHOUT_SUMMER + "$", "");
    return Script.PowerShell.ask("timezone", Map.of("zone", zone));
  }

  @Override
  public Probe<WindowsZone> observe() {
    return Probe.of(question(), WindowsZone.class, output -> read(Answer.of(output)));
  }

  private static WindowsZone read(Answer answer) {
    return new WindowsZone(answer.words("timezone"), answer.flag("known"));
  }

  @Override
  public Plan<WindowsZone> decide(WindowsZone seen) {
    if (!seen.known()) {
      throw new ModuleFailure(
          "the guest does not know the time zone %s; tzutil.exe /l lists those it knows"
              .formatted(timezone));
    }
    String wish = seen.timezone().equalsIgnoreCase(timezone) ? seen.timezone() : timezone;
    WindowsZone wanted = new WindowsZone(wish, true);
    Step step =
        new Step.Run(
            "set the time zone to " + timezone, question().set(Map.of("timezone", timezone)));
    Plan<WindowsZone> plan = seen.equals(wanted) ? Plan.keep(seen) : Plan.move(seen, wanted, step);
    return plan.returning(
        Returns.of(Map.of("previous_timezone", seen.timezone(), "timezone", wish)));
  }
}
