package dev.javaform.modules.linux.initramfs;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Plan;
import dev.javaform.module.Returns;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.SeenFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What images of a tool have to hold, and the way there: the tool is told by a file of ours, and
 * every image is made anew that does not follow.
 *
 * @param tool what makes the images
 * @param path the file that tells it
 * @param drivers which each image has to load, as far as its kernel has them
 * @param files which each image has to hold as they are on the host
 * @param rebuild whether images are made, and not left to whoever comes after
 */
record ImageWish(
    ImageTool tool,
    String path,
    ImmutableList<String> drivers,
    ImmutableList<String> files,
    boolean rebuild) {

  /** Part of vfio since Linux 6.2: wished by old instructions, missing in new kernels. */
  static final String MERGED = "vfio_virqfd";

  /** The drivers that some kernel has. */
  List<String> known(Initramfs seen) {
    return seen.images().isEmpty() ? drivers : drivers.stream().filter(seen::knows).toList();
  }

  /**
   * The plan.
   *
   * @param wanted the text of the file
   * @param validate what must succeed on it before it is put in place
   */
  Plan<Initramfs> plan(Initramfs seen, String wanted, String validate) {
    requireTool(seen);
    requireFiles(seen);
    requireKnownDrivers(seen);
    boolean told = wanted.equals(seen.config());
    ImmutableList<String> stale =
        seen.images().entrySet().stream()
            .filter(image -> !told || !image.getValue().isCurrent())
            .map(image -> image.getKey())
            .collect(ImmutableList.toImmutableList());
    List<Step> steps = new ArrayList<>();
    if (!told) {
      SeenFile file = SeenFile.written(seen.config());
      steps.add(file.put("write " + path, path, wanted, Optional.of(validate)));
    }
    ImmutableList<String> made = rebuild ? stale : ImmutableList.of();
    made.forEach(kernel -> steps.add(rebuild(seen, kernel, told ? "" : path)));
    Initramfs then = seen.with(wanted, made);
    Plan<Initramfs> plan = steps.isEmpty() ? Plan.keep(seen) : Plan.move(seen, then, steps);
    return plan.warning(warnings(seen))
        .returning(
            Returns.of(
                ImmutableMap.of(
                    "rebuilt",
                    made,
                    "waiting",
                    rebuild ? ImmutableList.of() : stale,
                    "reboot_required",
                    !stale.isEmpty() || seen.waiting())));
  }

  private Step rebuild(Initramfs seen, String kernel, String written) {
    Image image = requireNonNull(seen.images().get(kernel));
    ImmutableSet<String> modules = requireNonNull(seen.drivers().get(kernel));
    return Rebuild.of(tool, kernel, image, modules, files, written, seen.config());
  }

  private void requireTool(Initramfs seen) {
    if (!seen.tool()) {
      throw new ModuleFailure(
          "%s and %s are not installed on this host.%s"
              .formatted(
                  tool.word(),
                  tool.lister(),
                  seen.other().isEmpty()
                      ? " Install the package %s first.".formatted(tool.word())
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

  private static List<String> warnings(Initramfs seen) {
    List<String> warnings = new ArrayList<>();
    if (!seen.whole().isEmpty()) {
      warnings.add(
          "The kernels %s are one file with their initial RAM disk, and are left alone: run \"mkinitcpio -P\" once the configuration is written."
              .formatted(String.join(", ", seen.whole())));
    } else if (seen.images().isEmpty()) {
      warnings.add(
          "No kernel that could boot was found in /lib/modules and /boot, so no image was looked"
              + " at.");
    }
    return warnings;
  }
}
