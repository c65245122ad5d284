package dev.javaform.modules.windows.apps;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.windows.Answer;
import dev.javaform.modules.windows.Existence;
import java.util.List;
import java.util.Map;

/**
 * Apps that nobody needs: removed from the image, so that new users do not get them, and from all
 * who have them.
 */
@Name("javaform.host.win_appx")
@Manual(
    summary = "Removes store apps, for users that are there and for users to come.",
    example =
        """
        - name: Remove what nobody asked for
          win_appx:
            name:
              - Microsoft.BingNews
              - Clipchamp.Clipchamp
              - MSTeams
        """,
    returns = {
      "removed: The apps that were or would be removed.",
      "provisioned: Those of the named that new users get.",
      "installed: Those of the named that some user has.",
      "fixed: Those of the named that Windows lets nobody remove."
    })
public record WinAppx(
    @Argument("The apps, by the names of their packages, without wildcards.")
        ImmutableList<String> name,
    @Argument(value = "Only absent; the store installs apps.", preset = "absent") Existence state)
    implements Module<StoreApps> {

  public WinAppx {
    if (state == Existence.PRESENT) {
      throw new IllegalArgumentException(
          "win_appx only removes; an app is installed by the store, for one user.");
    }
    for (String each : name) {
      if (!each.matches("[A-Za-z0-9.-]{3,50}")) {
        throw new IllegalArgumentException(
            "\"%s\" is not the name of an app's package; Get-AppxPackage lists them as Name."
                .formatted(each));
      }
    }
  }

  private Script.PowerShell question() {
    return Script.PowerShell.ask("appx", Map.of("names", name));
  }

  @Override
  public Probe<StoreApps> observe() {
    return Probe.of(question(), StoreApps.class, output -> StoreApps.of(Answer.of(output)));
  }

  @Override
  public Plan<StoreApps> decide(StoreApps seen) {
    List<String> removed = name.stream().filter(seen::removable).toList();
    StoreApps wanted = seen.without(removed);
    Plan<StoreApps> plan =
        removed.isEmpty()
            ? Plan.keep(seen)
            : Plan.move(
                seen,
                wanted,
                new Step.Run(
                    "remove " + String.join(", ", removed),
                    question().set(Map.of("absent", removed))));
    return plan.returning(Returns.of(wanted.told(removed)))
        .warning(seen.warning().stream().toList());
  }
}
