package dev.javaform.modules.linux.initramfs;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Argument;
import dev.javaform.module.Attributes;
import dev.javaform.module.Content;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.SeenFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Initial RAM disks that follow the host's files, where initramfs-tools makes them. An image is
 * made anew where it lacks a driver or a file, holds a file that must not be there, or is older
 * than what it is made of. The image as it was before the first time stays beside it as {@code
 * …javaform-old}; one that turns out unfit gives its place back.
 *
 * @see <a href="https://manpages.debian.org/update-initramfs">update-initramfs(8)</a>
 */
@Name("javaform.host.initramfs_tools")
@Manual(
    summary = "Makes every kernel's initial RAM disk anew that does not follow the host's files.",
    example =
        """
        - name: Have every image take vfio's drivers and options
          initramfs_tools:
            drivers: [vfio_pci, vfio, vfio_iommu_type1]
            files: [/etc/modprobe.d/vfio.conf]
        """,
    returns = {
      "rebuilt: The kernels whose image did not follow.",
      "waiting: The kernels whose image would have been made anew.",
      "reboot_required: Whether an image was made anew, now or since this host was booted."
    },
    restsOn = {
      "force_load in a hook puts a driver into the image and has it loaded there "
          + "(initramfs-tools(7)).",
      "Files of modprobe.d go into each image by themselves (initramfs-tools(7))."
    })
public record InitramfsTools(
    @Argument(value = "Name of our hook in /etc/initramfs-tools/hooks.", preset = "javaform")
        String name,
    @Argument(
            value =
                "Drivers that each image loads once its udev runs; those that a kernel does not have"
                    + " are left out of its image.",
            preset = "[]")
        ImmutableList<String> drivers,
    @Argument(
            value = "Files of the host that each image must hold, as they are on the host.",
            preset = "[]")
        ImmutableList<String> files,
    @Argument(value = "Files that no image may hold.", preset = "[]") ImmutableList<String> absent,
    @Argument(
            value =
                "Whether images are made. Where not, only the configuration is written, and the"
                    + " images follow with the next task that makes them, or with boot_trial.",
            preset = "true")
        boolean rebuild)
    implements Module<FollowedImages> {

  /** What initramfs-tools takes into each image by itself (initramfs-tools(7)). */
  private static final Pattern TAKEN_ANYWAY =
      Pattern.compile("(/etc/modprobe\\.d/[^/]+\\.conf|/etc/initramfs-tools/scripts/.*)");

  /** force_load puts a driver into the image and has it loaded there (initramfs-tools(7)). */
  private static final String HOOK =
      """
      #!/bin/sh
      # Written by the module initramfs_tools.
      [ "$1" != prereqs ] || exit 0
      . /usr/share/initramfs-tools/hook-functions
      """;

  private static final String DRIVER =
      "! modinfo -k \"$version\" %1$s >/dev/null 2>&1 || force_load %1$s\n";

  public InitramfsTools {
    drivers =
        drivers.stream()
            .map(driver -> ImageFiles.word(driver, "driver").replace('-', '_'))
            .collect(ImmutableList.toImmutableList());
    ImageFiles.word(name, "name of a file");
    files.forEach(ImageFiles::require);
    absent.forEach(ImageFiles::require);
  }

  private String path() {
    return "/etc/initramfs-tools/hooks/" + name;
  }

  @Override
  public Probe<FollowedImages> observe() {
    return new FollowedImagesProbe(path(), drivers, files, absent).probe();
  }

  @Override
  public Plan<FollowedImages> decide(FollowedImages seen) {
    requireTool(seen);
    requireFiles(seen);
    requireKnownDrivers(seen);
    String wanted = hook(seen);
    boolean told = wanted.equals(seen.hook());
    ImmutableMap<String, Image> stale = told ? seen.stale() : seen.images();
    List<Step> steps = new ArrayList<>();
    if (!told) {
      steps.add(write(seen, wanted));
    }
    ImmutableList<String> made = rebuild ? stale.keySet().asList() : ImmutableList.of();
    made.forEach(kernel -> steps.add(rebuild(seen, kernel, told ? "" : path())));
    FollowedImages then = rebuild ? seen.rebuilt(wanted) : seen.told(wanted);
    Plan<FollowedImages> plan = steps.isEmpty() ? Plan.keep(seen) : Plan.move(seen, then, steps);
    boolean waits = seen.waiting() && !(files.isEmpty() && drivers.isEmpty());
    return plan.returning(
        Returns.of(
            ImmutableMap.of(
                "rebuilt",
                made,
                "waiting",
                rebuild ? ImmutableList.of() : stale.keySet().asList(),
                "reboot_required",
                !stale.isEmpty() || waits)));
  }

  private Step write(FollowedImages seen, String wanted) {
    if (wanted.isEmpty()) {
      return new Step.Run("remove " + path(), Script.sh("rm -f -- {}", path()));
    }
    return new Step.Put(
        "write " + path(),
        path(),
        Content.of(wanted),
        Attributes.mode("0755"),
        SeenFile.written(seen.hook()).digest(),
        Optional.of("sh -n %s"));
  }

  private Step rebuild(FollowedImages seen, String kernel, String written) {
    return FollowingRebuild.of(
        kernel,
        requireNonNull(seen.images().get(kernel)),
        requireNonNull(seen.drivers().get(kernel)),
        files,
        absent,
        written,
        seen.hook());
  }

  /** Our hook; empty where nothing needs one. Whoever has a kernel without a driver gets none. */
  private String hook(FollowedImages seen) {
    List<String> known =
        seen.images().isEmpty() ? drivers : drivers.stream().filter(seen::knows).toList();
    List<String> copied =
        files.stream().filter(file -> !TAKEN_ANYWAY.matcher(file).matches()).toList();
    if (known.isEmpty() && copied.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder(HOOK);
    known.forEach(driver -> text.append(DRIVER.formatted(driver)));
    copied.forEach(
        file -> text.append("copy_file config %s || [ \"$?\" = 1 ] || exit 1\n".formatted(file)));
    return text.toString();
  }

  private void requireKnownDrivers(FollowedImages seen) {
    List<String> unknown =
        drivers.stream()
            .filter(driver -> !seen.knows(driver) && !driver.equals(ImageWish.MERGED))
            .toList();
    if (!unknown.isEmpty() && !seen.images().isEmpty()) {
      throw new ModuleFailure(
          "No kernel on this host (%s) has the drivers %s, neither as modules nor built in. Check their names with \"modinfo\"."
              .formatted(String.join(", ", seen.images().keySet()), String.join(", ", unknown)));
    }
  }

  private static void requireTool(FollowedImages seen) {
    if (!seen.tool()) {
      throw new ModuleFailure(
          "update-initramfs and lsinitramfs are not installed on this host, so something else makes"
              + " its initial RAM disks. Where that is dracut, use the module dracut.");
    }
  }

  private void requireFiles(FollowedImages seen) {
    List<String> missing = files.stream().filter(file -> !seen.has(file)).toList();
    if (!missing.isEmpty()) {
      throw new ModuleFailure(
          "%s cannot go into the initial RAM disk: there is no such file on this host. Create it in an earlier task."
              .formatted(String.join(", ", missing)));
    }
    List<String> there = absent.stream().filter(seen::has).toList();
    if (!there.isEmpty()) {
      throw new ModuleFailure(
          "%s is on this host, so every initial RAM disk would hold it. Remove it in an earlier task."
              .formatted(String.join(", ", there)));
    }
  }
}
