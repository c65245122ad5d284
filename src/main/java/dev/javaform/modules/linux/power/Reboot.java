package dev.javaform.modules.linux.power;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.module.Unseen;
import dev.javaform.modules.linux.Sections;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Boots a host anew and waits until it can be worked with. It is another boot where the kernel's
 * own number for it differs, so that a host which has not gone down yet is not taken for one that
 * is back.
 */
@Name("ansible.builtin.reboot")
@Manual(
    summary = "Reboots a host and waits until it can be worked with again.",
    example =
        """
        - name: Let the new kernel count
          reboot:
            reboot_timeout: 900
        """,
    returns = {"rebooted: Whether it has booted anew.", "elapsed: How many seconds that took."},
    restsOn = {"Each boot has an id of its own in /proc/sys/kernel/random/boot_id (random(4))."})
public record Reboot(
    @Argument(
            value = "Seconds until it goes down; fewer than 60 mean at once.",
            aliases = "pre_reboot_delay_sec",
            preset = "0")
        int preRebootDelay,
    @Argument(
            value = "Seconds to wait after the order before it is looked for.",
            aliases = "post_reboot_delay_sec",
            preset = "0")
        int postRebootDelay,
    @Argument(
            value = "Seconds after which it fails.",
            aliases = "reboot_timeout_sec",
            preset = "600")
        int rebootTimeout,
    @Argument(
            value = "Seconds that one try to connect may take.",
            aliases = "connect_timeout_sec",
            preset = "5",
            ignored = "a try takes what the connection allows: --timeout, ansible_timeout")
        int connectTimeout,
    @Argument(value = "A command that has to end with exit code 0 afterwards.", preset = "whoami")
        String testCommand,
    @Argument(value = "What users are told.", preset = "Reboot initiated by Ansible") String msg,
    @Argument(
            value = "Where the command shutdown is looked for, and nowhere else.",
            preset = "[/sbin, /bin, /usr/sbin, /usr/bin, /usr/local/sbin]")
        ImmutableList<String> searchPaths,
    @Argument(
            value = "A command whose output differs after a boot.",
            preset = "cat " + Booting.BOOT_ID)
        String bootTimeCommand,
    @Argument(
            "The command that reboots, with its arguments; searched in search_paths where it is no"
                + " path. Delays and msg are then left to it.")
        Optional<String> rebootCommand)
    implements Module<Reboot.Boot> {

  /**
   * The host's present boot.
   *
   * @param last what tells it from others
   * @param command the path of the command that reboots; empty where it was not found
   * @param here whether the host is the machine that asks
   * @param again whether the host is booted anew
   */
  public record Boot(
      @Unseen String last, @Unseen String command, @Unseen boolean here, boolean again) {}

  /** A process above the shell that asks is the program itself only on its own machine. */
  private static final String SCRIPT =
      """
      title last
      sh -c {} 2>/dev/null | bars
      title command
      command={}
      case $command in
      /*) [ ! -x "$command" ] || printf '|%s\\n' "$command" ;;
      *) for folder in {}; do
           [ ! -x "$folder/$command" ] || { printf '|%s\\n' "$folder/$command"; break; }
         done ;;
      esac
      title here
      process=$$
      while [ "${process:-0}" -gt 1 ]; do
        ! tr '\\000' ' ' < "/proc/$process/cmdline" 2>/dev/null | grep -q 'dev\\.javaform\\.cli\\.Main' || echo '|yes'
        process=$(sed -n 's/^PPid:[[:space:]]*//p' "/proc/$process/status" 2>/dev/null)
      done
      exit 0
      """;

  public Reboot {
    if (rebootTimeout < 0) {
      throw new IllegalArgumentException("\"reboot_timeout\" cannot be negative.");
    }
    preRebootDelay = Math.max(0, preRebootDelay);
    postRebootDelay = Math.max(0, postRebootDelay);
  }

  private String tool() {
    return rebootCommand.map(line -> line.strip().split("\\s+", 2)[0]).orElse("shutdown");
  }

  @Override
  public Probe<Boot> observe() {
    return Probe.of(
        Sections.script(SCRIPT, bootTimeCommand, tool(), searchPaths), Boot.class, Reboot::read);
  }

  private static Boot read(Output output) {
    Sections seen = Sections.read(output);
    return new Boot(
        String.join("\n", seen.of("last")), seen.first("command"), seen.has("here"), false);
  }

  @Override
  public Plan<Boot> decide(Boot seen) {
    if (seen.here()) {
      throw new ModuleFailure(
          "This would reboot the machine that the run is started from, and end the run. Leave it"
              + " out of the play, or reboot it by hand.");
    }
    if (seen.last().isBlank()) {
      throw new ModuleFailure(
          "\"%s\" printed nothing on this host, so it could not be told whether it has booted anew. Set \"boot_time_command\" to one that does."
              .formatted(bootTimeCommand));
    }
    if (seen.command().isEmpty()) {
      throw new ModuleFailure(
          "There is no command \"%s\" in %s on this host. Set \"search_paths\" or \"reboot_command\"."
              .formatted(tool(), String.join(", ", searchPaths)));
    }
    return Plan.event(seen, new Boot(seen.last(), seen.command(), false, true), steps(seen))
        .returning(
            Returns.nothing()
                .learning(List.of("rebooted", "elapsed"), Reboot::learned)
                .untaken(ImmutableMap.of("rebooted", true, "elapsed", 0L)));
  }

  private List<Step> steps(Boot seen) {
    Step down = Step.Run.sendingAway("reboot the host", down(seen.command()));
    Step back =
        Booting.back(
            "wait until the host has booted",
            Duration.ofSeconds(minutes() * 60L + postRebootDelay),
            Duration.ofSeconds(minutes() * 60L + rebootTimeout),
            "see whether the host has booted",
            proof(seen.last()));
    return List.of(down, back);
  }

  /** The command takes minutes only. */
  private int minutes() {
    return rebootCommand.isPresent() ? 0 : preRebootDelay / 60;
  }

  private Script down(String command) {
    Script.Sh may =
        Script.sh(
            """
            [ "$(id -u)" = 0 ] || [ -n {} ] ||
              { echo 'Only root may reboot this host: set "become: true".' >&2; exit 1; }
            """,
            rebootCommand.orElse(""));
    return may.then(Booting.down(order(command)));
  }

  private Script.Sh order(String command) {
    if (rebootCommand.isEmpty()) {
      return Script.sh("{} -r {} {}", command, "+" + minutes(), msg);
    }
    String[] words = rebootCommand.get().strip().split("\\s+", 2);
    return Script.sh("sh -c {}", words.length < 2 ? command : command + " " + words[1]);
  }

  private Script proof(String last) {
    return Script.sh(
        """
        now=$(sh -c {} 2>/dev/null)
        [ -n "$now" ] && [ "$now" != {} ] || { echo 'the host has not booted anew yet' >&2; exit 1; }
        sh -c {} > /dev/null
        """,
        bootTimeCommand,
        last,
        testCommand);
  }

  private static Map<String, Object> learned(List<Output> outputs) {
    long took = outputs.stream().map(Output::took).mapToLong(Duration::toMillis).sum();
    return Map.of("rebooted", outputs.size() > 1, "elapsed", took / 1000);
  }
}
