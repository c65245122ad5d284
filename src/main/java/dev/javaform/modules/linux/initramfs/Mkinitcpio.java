package dev.javaform.modules.linux.initramfs;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Drivers and files inside the initial RAM disk of every kernel, where mkinitcpio makes them. A new
 * image is built beside the old one, listed, compared with the wish and with the old image, and
 * only then renamed; the one that was there before the first of ours stays beside it as {@code
 * …javaform-old}. The image of a preset's fallback is not touched.
 *
 * <p>What is wished stands in a file of its own in /etc/mkinitcpio.conf.d. A mkinitcpio too old to
 * read it makes an image that lacks it, which is not put in place.
 *
 * @see <a href="https://man.archlinux.org/man/mkinitcpio.conf.5">mkinitcpio.conf(5)</a>
 */
@Name("javaform.host.mkinitcpio")
@Manual(
    summary = "Puts drivers, files and hooks into every kernel's initial RAM disk (Arch Linux).",
    example =
        """
        - name: Load vfio before any graphics driver
          mkinitcpio:
            drivers: [vfio_pci, vfio, vfio_iommu_type1]
            files: [/etc/modprobe.d/vfio.conf]
        """,
    returns = {
      "rebuilt: The kernels whose image lacked something.",
      "waiting: The kernels whose image would have been made anew.",
      "reboot_required: Whether an image was rebuilt, now or since this host was booted."
    },
    restsOn = {
      "Files in /etc/mkinitcpio.conf.d are read after /etc/mkinitcpio.conf (mkinitcpio(8)).",
      "MODULES are loaded in their order before the root file system is mounted "
          + "(mkinitcpio.conf(5))."
    })
public record Mkinitcpio(
    @Argument(
            value = "Name of the file in /etc/mkinitcpio.conf.d, without .conf.",
            preset = "javaform")
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
    @Argument(value = "Hooks to run before all others, as in /etc/initcpio/install.", preset = "[]")
        ImmutableList<String> hooks,
    @Argument(
            value = "Further lines for the file, in the format of mkinitcpio.conf(5).",
            preset = "")
        String config,
    @Argument(value = "Versions of the kernels to build for; all by default.", preset = "[]")
        ImmutableList<String> kernels,
    @Argument(
            value =
                "Whether images are made. Where not, only the configuration is written, and the"
                    + " images follow with the next task that makes them, or with boot_trial.",
            preset = "true")
        boolean rebuild)
    implements Module<Initramfs> {

  public Mkinitcpio {
    drivers =
        drivers.stream()
            .map(driver -> ImageFiles.word(driver, "driver").replace('-', '_'))
            .collect(ImmutableList.toImmutableList());
    ImageFiles.word(name, "name of a file");
    kernels.forEach(kernel -> ImageFiles.word(kernel, "kernel version"));
    hooks.forEach(hook -> ImageFiles.word(hook, "hook"));
    files.forEach(ImageFiles::require);
    if (drivers.isEmpty() && files.isEmpty() && hooks.isEmpty() && config.isBlank()) {
      throw new IllegalArgumentException("mkinitcpio needs drivers, files, hooks or config.");
    }
  }

  private String path() {
    return "/etc/mkinitcpio.conf.d/" + name + ".conf";
  }

  @Override
  public Probe<Initramfs> observe() {
    return new InitramfsProbe(ImageTool.MKINITCPIO, path(), drivers, files, kernels).probe();
  }

  @Override
  public Plan<Initramfs> decide(Initramfs seen) {
    ImageWish wish = new ImageWish(ImageTool.MKINITCPIO, path(), drivers, files, rebuild);
    return wish.plan(seen, text(wish.known(seen)), "bash -n %s");
  }

  /** The file, which mkinitcpio reads after its own; a driver with ? may be missing in a kernel. */
  private String text(List<String> known) {
    StringBuilder text = new StringBuilder("# Written by the module mkinitcpio.\n");
    if (!known.isEmpty()) {
      String words = known.stream().map("'%s?'"::formatted).collect(Collectors.joining(" "));
      text.append("MODULES=(%s \"${MODULES[@]}\")\n".formatted(words));
    }
    if (!files.isEmpty()) {
      text.append("FILES+=(%s)\n".formatted(String.join(" ", files)));
    }
    if (!hooks.isEmpty()) {
      text.append("HOOKS=(%s \"${HOOKS[@]}\")\n".formatted(String.join(" ", hooks)));
    }
    return text + (config.isBlank() ? "" : config.stripTrailing() + "\n");
  }
}
