package dev.javaform.modules.linux.initramfs;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.SeenFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Drivers and files inside the initial RAM disk of every kernel that can boot. A new image is built
 * beside the old one, listed, compared with the wish and with the old image, and only then renamed;
 * the one that was there before the first of ours stays beside it as {@code …javaform-old}. Images
 * of rescue entries are not touched.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/dracut.conf.5.html">dracut.conf(5)</a>
 */
@Name("javaform.host.dracut")
@Manual(
    summary = "Puts drivers and files into every kernel's initial RAM disk.",
    example =
        """
        - name: Load vfio before any graphics driver
          dracut:
            drivers: [vfio_pci, vfio, vfio_iommu_type1]
            files: [/etc/modprobe.d/vfio.conf]
        """,
    returns = {
      "rebuilt: The kernels whose image lacked something.",
      "reboot_required: Whether an image was rebuilt, now or since this host was booted."
    })
public record Dracut(
    @Argument(value = "Name of the file in /etc/dracut.conf.d, without .conf.", preset = "javaform")
        String name,
    @Argument(
            value =
                "Drivers to load before all others; those that a kernel does not have are left"
                    + " out of its image.",
            preset = "[]")
        ImmutableList<String> drivers,
    @Argument(
            value = "Files of the host that the image must contain, with the same content.",
            preset = "[]")
        ImmutableList<String> files,
    @Argument(value = "Further lines for the file, in the format of dracut.conf(5).", preset = "")
        String config,
    @Argument(value = "Versions of the kernels to build for; all by default.", preset = "[]")
        ImmutableList<String> kernels)
    implements Module<Initramfs> {

  /** Part of vfio since Linux 6.2: wished by old instructions, missing in new kernels. */
  private static final String MERGED = "vfio_virqfd";

  public Dracut {
    drivers =
        drivers.stream()
            .map(driver -> requireWord(driver, "driver").replace('-', '_'))
            .collect(ImmutableList.toImmutableList());
    requireWord(name, "name of a file");
    kernels.forEach(kernel -> requireWord(kernel, "kernel version"));
    files.forEach(ImageFiles::require);
    if (drivers.isEmpty() && files.isEmpty() && config.isBlank()) {
      throw new IllegalArgumentException("dracut needs drivers, files or config.");
    }
  }

  private static String requireWord(String word, String what) {
    if (!word.matches("[A-Za-z0-9_.+-]+")) {
      throw new IllegalArgumentException("\"%s\" is not a %s.".formatted(word, what));
    }
    return word;
  }

  private String path() {
    return "/etc/dracut.conf.d/" + name + ".conf";
  }

  @Override
  public Probe<Initramfs> observe() {
    return new InitramfsProbe(path(), drivers, files, kernels).probe();
  }

  @Override
  public Plan<Initramfs> decide(Initramfs seen) {
    requireTool(seen);
    requireFiles(seen);
    requireKnownDrivers(seen);
    String wanted = text(seen);
    boolean told = wanted.equals(seen.config());
    ImmutableList<String> stale =
        seen.images().entrySet().stream()
            .filter(image -> !told || !image.getValue().isCurrent())
            .map(image -> image.getKey())
            .collect(ImmutableList.toImmutableList());
    List<Step> steps = new ArrayList<>();
    if (!told) {
      SeenFile file = SeenFile.written(seen.config());
      steps.add(file.put("write " + path(), path(), wanted, Optional.of("sh -n %s")));
    }
    stale.forEach(kernel -> steps.add(rebuild(seen, kernel, told ? "" : path())));
    Initramfs then = seen.with(wanted, told ? stale : seen.images().keySet().asList());
    Plan<Initramfs> plan = steps.isEmpty() ? Plan.keep(seen) : Plan.move(seen, then, steps);
    return plan.warning(warnings(seen))
        .returning(
            Returns.of(
                ImmutableMap.of(
                    "rebuilt", stale, "reboot_required", !stale.isEmpty() || seen.waiting())));
  }

  private Step rebuild(Initramfs seen, String kernel, String written) {
    Image image = requireNonNull(seen.images().get(kernel));
    ImmutableSet<String> drivers = requireNonNull(seen.drivers().get(kernel));
    return Rebuild.of(kernel, image, drivers, files, written, seen.config());
  }

  private static void requireTool(Initramfs seen) {
    if (!seen.tool()) {
      throw new ModuleFailure(
          "dracut and lsinitrd are not installed on this host."
              + (seen.other().isEmpty()
                  ? " Install the package dracut first."
                  : " Its initial RAM disks are made by %s: write what that tool reads and run it instead."
                      .formatted(seen.other())));
    }
  }

  private static void requireFiles(Initramfs seen) {
    if (!seen.missing().isEmpty()) {
      throw new ModuleFailure(
          "%s cannot go into the initial RAM disk: there is no such file on this host. Create it in an earlier task."
              .formatted(String.join(", ", seen.missing())));
    }
  }

  private void requireKnownDrivers(Initramfs seen) {
    List<String> unknown =
        drivers.stream().filter(driver -> !seen.knows(driver) && !driver.equals(MERGED)).toList();
    if (!unknown.isEmpty() && !seen.images().isEmpty()) {
      throw new ModuleFailure(
          "No kernel on this host (%s) has the drivers %s, neither as modules nor built in. Check their names with \"modinfo\"."
              .formatted(String.join(", ", seen.images().keySet()), String.join(", ", unknown)));
    }
  }

  /** The file: only drivers that some kernel has, each list with blanks inside its quotes. */
  private String text(Initramfs seen) {
    List<String> known =
        seen.images().isEmpty() ? drivers : drivers.stream().filter(seen::knows).toList();
    StringBuilder text = new StringBuilder("# Written by the module dracut.\n");
    if (!known.isEmpty()) {
      text.append("force_drivers+=\" ").append(String.join(" ", known)).append(" \"\n");
    }
    if (!files.isEmpty()) {
      text.append("install_items+=\" ").append(String.join(" ", files)).append(" \"\n");
    }
    return text + (config.isBlank() ? "" : config.stripTrailing() + "\n");
  }

  private List<String> warnings(Initramfs seen) {
    return seen.images().isEmpty()
        ? List.of(
            "No kernel that could boot was found in /lib/modules and /boot, so no image was looked"
                + " at.")
        : List.of();
  }
}
