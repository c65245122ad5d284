package dev.javaform.modules.linux.initramfs;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import java.util.List;

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
      "waiting: The kernels whose image would have been made anew.",
      "reboot_required: Whether an image was rebuilt, now or since this host was booted."
    },
    restsOn = {
      "force_drivers loads drivers before udev starts, and needs blanks inside its quotes "
          + "(dracut.conf(5)).",
      "dracut ends with 0 although a driver is missing, so the image itself is listed "
          + "(lsinitrd(1))."
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
        ImmutableList<String> kernels,
    @Argument(
            value =
                "Whether images are made. Where not, only the configuration is written, and the"
                    + " images follow with the next task that makes them, or with boot_trial.",
            preset = "true")
        boolean rebuild)
    implements Module<Initramfs> {

  public Dracut {
    drivers =
        drivers.stream()
            .map(driver -> ImageFiles.word(driver, "driver").replace('-', '_'))
            .collect(ImmutableList.toImmutableList());
    ImageFiles.word(name, "name of a file");
    kernels.forEach(kernel -> ImageFiles.word(kernel, "kernel version"));
    files.forEach(ImageFiles::require);
    if (drivers.isEmpty() && files.isEmpty() && config.isBlank()) {
      throw new IllegalArgumentException("dracut needs drivers, files or config.");
    }
  }

  private String path() {
    return "/etc/dracut.conf.d/" + name + ".conf";
  }

  @Override
  public Probe<Initramfs> observe() {
    return new InitramfsProbe(ImageTool.DRACUT, path(), drivers, files, kernels).probe();
  }

  @Override
  public Plan<Initramfs> decide(Initramfs seen) {
    ImageWish wish = new ImageWish(ImageTool.DRACUT, path(), drivers, files, rebuild);
    return wish.plan(seen, text(wish.known(seen)), "sh -n %s");
  }

  /** The file: only drivers that some kernel has, each list with blanks inside its quotes. */
  private String text(List<String> known) {
    StringBuilder text = new StringBuilder("# Written by the module dracut.\n");
    if (!known.isEmpty()) {
      text.append("force_drivers+=\" ").append(String.join(" ", known)).append(" \"\n");
    }
    if (!files.isEmpty()) {
      text.append("install_items+=\" ").append(String.join(" ", files)).append(" \"\n");
    }
    return text + (config.isBlank() ? "" : config.stripTrailing() + "\n");
  }
}
