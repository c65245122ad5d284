package dev.javaform.modules.linux.initramfs;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Step;
import java.util.List;

/**
 * Initial RAM disks that follow the host's files, where initramfs-tools makes them. An image is
 * made anew where it lacks a file, holds one that must not be there, or is older than what it is
 * made of. The image as it was before the first time stays beside it as {@code …javaform-old}; one
 * that turns out unfit gives its place back.
 *
 * @see <a href="https://manpages.debian.org/update-initramfs">update-initramfs(8)</a>
 */
@Name("javaform.host.initramfs_tools")
@Manual(
    summary = "Makes every kernel's initial RAM disk anew that does not follow the host's files.",
    example =
        """
        - name: Have every image take vfio's options
          initramfs_tools:
            files: [/etc/modprobe.d/vfio.conf]
        """,
    returns = {
      "rebuilt: The kernels whose image did not follow.",
      "reboot_required: Whether an image was made anew, now or since this host was booted."
    })
public record InitramfsTools(
    @Argument(
            value = "Files of the host that each image must hold, as they are on the host.",
            preset = "[]")
        ImmutableList<String> files,
    @Argument(value = "Files that no image may hold.", preset = "[]") ImmutableList<String> absent)
    implements Module<FollowedImages> {

  public InitramfsTools {
    files.forEach(ImageFiles::require);
    absent.forEach(ImageFiles::require);
  }

  @Override
  public Probe<FollowedImages> observe() {
    return new FollowedImagesProbe(files, absent).probe();
  }

  @Override
  public Plan<FollowedImages> decide(FollowedImages seen) {
    requireTool(seen);
    requireFiles(seen);
    ImmutableMap<String, Image> stale = seen.stale();
    List<Step> steps =
        stale.entrySet().stream()
            .map(image -> FollowingRebuild.of(image.getKey(), image.getValue(), files, absent))
            .toList();
    Plan<FollowedImages> plan =
        steps.isEmpty() ? Plan.keep(seen) : Plan.move(seen, seen.rebuilt(), steps);
    return plan.returning(
        Returns.of(
            ImmutableMap.of(
                "rebuilt",
                stale.keySet().asList(),
                "reboot_required",
                !steps.isEmpty() || (seen.waiting() && !files.isEmpty()))));
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
