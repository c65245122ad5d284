package dev.javaform.modules.linux.boot;

import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.SeenFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The dead man's switch: a unit that boots the host anew unless somebody says in time that the
 * trial may stay. It does nothing while the running kernel is no trial. It waits for nothing
 * (systemd.unit(5), DefaultDependencies=), so that it runs where the rest of the boot hangs, and
 * needs neither the network nor a writable disk.
 */
final class TrialWatch {

  private static final String UNIT =
      """
      [Unit]
      Description=Way back from a trial boot
      DefaultDependencies=no
      IgnoreOnIsolate=yes
      ConditionKernelCommandLine=javaform.trial

      [Service]
      ExecStart=/bin/sh %s
      OOMScoreAdjust=-1000
      """
          .formatted(TrialNames.WATCH);

  /**
   * Minutes count from the start of the kernel. The last resort is the kernel's own (sysrq, b):
   * nothing that hangs stops it.
   */
  static final String TEXT =
      """
      # Boots this host anew unless the trial boot that is running is confirmed in time.
      minutes=MINUTES
      id=$(sed -n 's/.*javaform\\.trial=\\([0-9a-z]*\\).*/\\1/p' /proc/cmdline)
      [ -n "$id" ] || exit 0
      while read -r now rest < /proc/uptime && [ "${now%.*}" -lt "$((minutes * 60))" ]; do
        [ ! -e "/run/javaform-trial-$id" ] || exit 0
        sleep 2
      done
      [ ! -e "/run/javaform-trial-$id" ] || exit 0
      echo "javaform: nobody confirmed the trial boot within $minutes minutes: booting the old configuration" > /dev/kmsg
      {
        echo "units that failed:"; timeout 10 systemctl list-units --failed --plain --no-legend --no-pager
        echo "units that were waited for:"; timeout 10 systemctl list-jobs --no-legend --no-pager
        echo "addresses:"; timeout 5 ip -br address
        echo "who listened:"; timeout 5 ss -ltn
      } > /run/javaform-trial-ending 2>&1
      timeout 10 cp /run/javaform-trial-ending STATE/ending
      timeout 20 journalctl --flush
      timeout 20 journalctl --sync
      timeout 20 sync
      timeout 60 systemctl reboot --force
      sleep 60
      timeout 20 systemctl reboot --force --force
      sleep 10
      echo 1 > /proc/sys/kernel/sysrq
      echo b > /proc/sysrq-trigger
      """
          .replace("STATE", TrialNames.STATE);

  private TrialWatch() {}

  /** The steps that install it for one trial. */
  static List<Step> steps(int minutes, Map<String, SeenFile> seen) {
    List<Step> steps = new ArrayList<>();
    String text = TEXT.replace("MINUTES", String.valueOf(minutes));
    put(steps, TrialNames.WATCH, text, seen);
    put(steps, TrialNames.UNITS + TrialNames.UNIT, UNIT, seen);
    steps.add(
        new Step.Run(
            "have the way back watched",
            Script.sh(
                """
                cd {} && for target in sysinit rescue emergency; do
                  mkdir -p "$target.target.wants" && ln -sfn {} "$target.target.wants/"{} || exit 1
                done
                ! command -v restorecon > /dev/null 2>&1 || restorecon -R {}* *.target.wants
                """,
                TrialNames.UNITS,
                "../" + TrialNames.UNIT,
                TrialNames.UNIT,
                TrialNames.UNIT)));
    return steps;
  }

  private static void put(List<Step> steps, String path, String text, Map<String, SeenFile> seen) {
    SeenFile file = seen.getOrDefault(path, SeenFile.ABSENT);
    if (!file.text().equals(text)) {
      steps.add(file.put("write " + path, path, text, Optional.empty()));
    }
  }
}
