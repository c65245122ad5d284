package dev.javaform.modules.linux.memory;

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
import dev.javaform.module.Step;
import dev.javaform.modules.linux.OwnFile;
import dev.javaform.modules.linux.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Swap in compressed memory, as zram-generator makes it at boot: a part of our own beside the
 * distribution's configuration. The device is made anew at once only where little of it is in use,
 * for what is in use has to go back into memory; else at the next boot.
 *
 * @see <a href="https://github.com/systemd/zram-generator">zram-generator.conf(5)</a>
 */
@Name("javaform.host.zram")
@Manual(
    summary = "Sets the size and kind of swap in compressed memory.",
    example =
        """
        - name: A little swap that costs no disk
          zram:
            size: min(ram / 8, 4096)
            algorithm: zstd
        """,
    returns = {
      "mib: How large the device is to be, in MiB.",
      "base: The configuration of the distribution that ours adds to.",
      "reboot_required: Whether it takes effect at the next boot only."
    },
    restsOn = {
      "Parts in zram-generator.conf.d are read after the first zram-generator.conf of /etc, /run,"
          + " /usr/local/lib and /usr/lib (zram-generator.conf(5)).",
      "A device of size 0 is not made (zram-generator.conf(5)).",
      "To end a swap brings all that is in it back into memory (swapoff(8))."
    })
public record Zram(
    @Argument("How large, in MiB, or as zram-generator has it: min(ram / 2, 4096); 0 for none.")
        Optional<String> size,
    @Argument("How it compresses, such as zstd; by default as the kernel does.")
        Optional<String> algorithm,
    @Argument("Its priority among swaps.") Optional<Integer> priority,
    @Argument(value = "The device.", preset = "zram0") String device,
    @Argument(
            value = "How much of it may be in use for it to be made anew at once.",
            preset = "64M")
        String now,
    @Argument(value = "present, or absent, which only removes our part.", preset = "present")
        Presence state)
    implements Module<ZramState> {

  public Zram {
    if (state == Presence.PRESENT && size.isEmpty()) {
      throw new IllegalArgumentException("zram needs a size, unless state is absent.");
    }
    if (!device.matches("zram\\d{1,2}")) {
      throw new IllegalArgumentException("\"%s\" is not a name like zram0.".formatted(device));
    }
    if (!algorithm.orElse("zstd").matches("[a-z0-9-]+")) {
      throw new IllegalArgumentException(
          "\"%s\" is not a way to compress, like zstd or lzo-rle.".formatted(algorithm.orElse("")));
    }
    if (priority.filter(each -> each < -1 || each > 32767).isPresent()) {
      throw new IllegalArgumentException("priority is a number from -1 to 32767.");
    }
    size.ifPresent(text -> ZramSize.of(text, 8192));
    Size.of(now);
  }

  private String path() {
    return "/etc/systemd/zram-generator.conf.d/90-javaform-" + device + ".conf";
  }

  private String text() {
    if (state == Presence.ABSENT) {
      return "";
    }
    return "# Written by the module zram.\n[%s]\nzram-size = %s\n"
            .formatted(device, size.orElse("0"))
        + algorithm.map("compression-algorithm = %s\n"::formatted).orElse("")
        + priority.map("swap-priority = %d\n"::formatted).orElse("");
  }

  @Override
  public Probe<ZramState> observe() {
    return ZramState.probe(device, path());
  }

  @Override
  public Plan<ZramState> decide(ZramState seen) {
    if (state == Presence.PRESENT && !seen.around().installed()) {
      throw new ModuleFailure(
          "zram-generator is not installed on this host, so nothing would read its configuration."
              + " Install the package zram-generator or systemd-zram-generator first.");
    }
    boolean differs = differs(seen);
    boolean makes = differs && isSmall(seen);
    List<Step> steps = new ArrayList<>();
    if (!text().equals(seen.config())) {
      write(seen, steps);
    }
    if (makes) {
      steps.add(makeAnew());
    }
    ZramState then =
        makes
            ? seen.with(
                text(), wanted(seen), wanted(seen) == 0 ? "" : algorithm.orElse(seen.algorithm()))
            : seen.with(text(), seen.mib(), seen.algorithm());
    Plan<ZramState> plan = steps.isEmpty() ? Plan.keep(seen) : Plan.move(seen, then, steps);
    return plan.warning(warnings(seen, differs && !makes))
        .returning(
            Returns.of(
                ImmutableMap.of(
                    "mib",
                    state == Presence.PRESENT ? wanted(seen) : seen.mib(),
                    "base",
                    seen.around().base(),
                    "reboot_required",
                    differs && !makes)));
  }

  private long wanted(ZramState seen) {
    return (long) ZramSize.of(size.orElse("0"), (double) (seen.around().ram().kib() >> 10));
  }

  /** The kernel rounds up to whole pages, and what it tells of memory is rounded, too. */
  private boolean differs(ZramState seen) {
    boolean sized = Math.abs(wanted(seen) - seen.mib()) <= 1;
    boolean compressed =
        seen.mib() == 0 || algorithm.filter(each -> !each.equals(seen.algorithm())).isEmpty();
    return state == Presence.PRESENT && !(sized && compressed);
  }

  private boolean isSmall(ZramState seen) {
    Size used = seen.around().used();
    return used.kib() <= Size.of(now).kib() && used.kib() * 2 < seen.around().available().kib();
  }

  private void write(ZramState seen, List<Step> steps) {
    if (text().isEmpty()) {
      steps.add(OwnFile.remove(path()));
      return;
    }
    steps.add(OwnFile.directory("/etc/systemd/zram-generator.conf.d"));
    steps.add(OwnFile.of(path(), text()).put("write our part", seen.around().file()));
  }

  private Step makeAnew() {
    return new Step.Run(
        "make the device anew",
        Script.sh(
            """
            device={} setup=systemd-zram-setup@{}.service
            systemctl stop "dev-$device.swap" "$setup" 2>/dev/null
            systemctl daemon-reload || exit 1
            ! systemctl cat "$setup" >/dev/null 2>&1 || systemctl start "$setup" "dev-$device.swap"
            """,
            device,
            device));
  }

  private List<String> warnings(ZramState seen, boolean waits) {
    List<String> warnings = new ArrayList<>();
    if (waits) {
      warnings.add(
          "%s of %s are in use, so it is left as it is until the next boot."
              .formatted(seen.around().used(), device));
    }
    if (!seen.around().later().isEmpty() && state == Presence.PRESENT) {
      warnings.add(
          "%s is read after %s and speaks of %s as well, so it wins."
              .formatted(String.join(", ", seen.around().later()), path(), device));
    }
    return warnings;
  }
}
