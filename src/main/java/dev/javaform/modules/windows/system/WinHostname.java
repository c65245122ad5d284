package dev.javaform.modules.windows.system;

import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.module.Unseen;
import dev.javaform.modules.windows.Answer;
import dev.javaform.modules.windows.RebootRequired;
import java.util.Map;

/** The name of a guest, which counts after its next boot. */
@Name("ansible.windows.win_hostname")
@Manual(
    summary = "Names a Windows host; the name counts after its next boot.",
    example =
        """
        - name: Name the guest
          win_hostname:
            name: gaming-vm
          register: naming
        - name: Let the name count
          win_reboot:
          when: naming.reboot_required
        """,
    returns = {"old_name: What it was called before.", RebootRequired.RETURNS})
public record WinHostname(@Argument("The name.") String name)
    implements Module<WinHostname.MachineName> {

  /**
   * What a guest is called.
   *
   * @param name after its next boot
   * @param active now
   */
  public record MachineName(String name, @Unseen String active) {}

  public WinHostname {
    if (!name.matches("[A-Za-z0-9-]{1,63}") || name.matches("[0-9]+|-.*|.*-")) {
      throw new IllegalArgumentException(
          "\"%s\" is not a name for a computer: letters, digits and hyphens between them."
              .formatted(name));
    }
  }

  private static Script.PowerShell question() {
    return Script.PowerShell.ask("hostname", Map.of());
  }

  @Override
  public Probe<MachineName> observe() {
    return Probe.of(question(), MachineName.class, output -> read(Answer.of(output)));
  }

  private static MachineName read(Answer answer) {
    return new MachineName(answer.words("name"), answer.words("active"));
  }

  @Override
  public Plan<MachineName> decide(MachineName seen) {
    String wish = seen.name().equalsIgnoreCase(name) ? seen.name() : name;
    MachineName wanted = new MachineName(wish, seen.active());
    Step step = new Step.Run("name the guest " + name, question().set(Map.of("name", name)));
    Plan<MachineName> plan = seen.equals(wanted) ? Plan.keep(seen) : Plan.move(seen, wanted, step);
    return plan.returning(
        Returns.of(
            Map.of(
                "old_name",
                seen.active(),
                "reboot_required",
                !wish.equalsIgnoreCase(seen.active()))));
  }
}
