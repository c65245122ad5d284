package dev.javaform.modules.linux.initramfs;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.javaform.module.Digest;
import dev.javaform.module.Situated;
import dev.javaform.module.Unseen;
import dev.javaform.modules.linux.HoldsFiles;
import dev.javaform.modules.linux.SeenFile;
import java.util.List;
import java.util.Map;

/**
 * What the tool is told and what it made of that.
 *
 * @param file our own configuration file
 * @param config its text; empty where it is absent
 * @param images by version of the kernels that can boot
 * @param drivers for each of these kernels, which wished drivers it has as modules
 * @param builtin for each of these kernels, which wished drivers are part of it
 * @param files the wished files by path, {@link Digest#ABSENT} for one that cannot be read
 * @param waiting whether the running kernel was booted before its image was made
 * @param tool whether the tool, and what lists its images, are there
 * @param other what else makes the initial RAM disks here; empty where nothing does
 * @param whole the kernels that are one file with their initial RAM disk, which are left alone
 */
public record Initramfs(
    @Unseen String file,
    String config,
    ImmutableMap<String, Image> images,
    ImmutableMap<String, ImmutableSet<String>> drivers,
    ImmutableMap<String, ImmutableSet<String>> builtin,
    @Unseen ImmutableMap<String, Digest> files,
    @Unseen boolean waiting,
    boolean tool,
    String other,
    @Unseen ImmutableList<String> whole)
    implements Situated<Initramfs>, HoldsFiles {

  @Override
  public ImmutableMap<String, SeenFile> heldFiles() {
    return ImmutableMap.of(file, SeenFile.written(config));
  }

  /** What an earlier task would write into a wished file is not in any image yet. */
  @Override
  public Initramfs among(List<?> planned) {
    Map<String, Digest> then =
        Maps.transformEntries(
            files,
            (path, digest) -> planned(planned, requireNonNull(path), requireNonNull(digest)));
    return new Initramfs(
        file,
        HoldsFiles.among(planned, file, SeenFile.written(config)).text(),
        ImmutableMap.copyOf(Maps.transformValues(images, image -> lacking(image, then))),
        drivers,
        builtin,
        ImmutableMap.copyOf(then),
        waiting,
        tool,
        other,
        whole);
  }

  private static Digest planned(List<?> planned, String path, Digest seen) {
    return HoldsFiles.among(planned, path, new SeenFile(seen, "", false)).digest();
  }

  private Image lacking(Image image, Map<String, Digest> then) {
    Image lacking = image;
    for (String path : Maps.difference(files, then).entriesDiffering().keySet()) {
      lacking = lacking.lacking(path);
    }
    return lacking;
  }

  /** The wished files that are not on the host. */
  public ImmutableSet<String> missing() {
    return ImmutableSet.copyOf(Maps.filterValues(files, Digest.ABSENT::equals).keySet());
  }

  /** The same with a configuration, after these kernels' images were built. */
  public Initramfs with(String text, List<String> rebuilt) {
    var then = ImmutableMap.<String, Image>builder();
    images.forEach(
        (kernel, image) -> then.put(kernel, rebuilt.contains(kernel) ? image.rebuilt() : image));
    return new Initramfs(
        file, text, then.build(), drivers, builtin, files, waiting, tool, other, whole);
  }

  /** Whether any of the kernels has the driver in some form. */
  public boolean knows(String driver) {
    return images.keySet().stream()
        .anyMatch(kernel -> holds(drivers, kernel, driver) || holds(builtin, kernel, driver));
  }

  private static boolean holds(
      ImmutableMap<String, ImmutableSet<String>> drivers, String kernel, String driver) {
    return requireNonNull(drivers.get(kernel)).contains(driver);
  }
}
