package dev.javaform.modules.linux.initramfs;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.javaform.module.Digest;
import dev.javaform.module.Situated;
import dev.javaform.module.Unseen;
import dev.javaform.modules.linux.HoldsFiles;
import dev.javaform.modules.linux.SeenFile;
import java.util.List;
import java.util.Set;

/**
 * The images that initramfs-tools made, and the files that they are to follow.
 *
 * @param file our own hook
 * @param hook its text; empty where it is absent
 * @param images by version of the kernel
 * @param drivers for each of these kernels, which wished drivers it has as modules
 * @param builtin for each of these kernels, which wished drivers are part of it
 * @param files the files that an image holds, or must not hold, by path; {@link Digest#ABSENT} for
 *     one that is not on the host
 * @param sources what initramfs-tools reads, by path
 * @param waiting whether the running kernel was booted before its image was made
 * @param tool whether initramfs-tools is there
 */
public record FollowedImages(
    @Unseen String file,
    String hook,
    ImmutableMap<String, Image> images,
    @Unseen ImmutableMap<String, ImmutableSet<String>> drivers,
    @Unseen ImmutableMap<String, ImmutableSet<String>> builtin,
    @Unseen ImmutableMap<String, Digest> files,
    @Unseen ImmutableMap<String, Digest> sources,
    @Unseen boolean waiting,
    boolean tool)
    implements Situated<FollowedImages>, HoldsFiles {

  @Override
  public ImmutableMap<String, SeenFile> heldFiles() {
    return ImmutableMap.of(file, SeenFile.written(hook));
  }

  /** What an earlier task would write is not in any image yet. */
  @Override
  public FollowedImages among(List<?> planned) {
    var filesThen = planned(planned, files);
    var sourcesThen = planned(planned, sources);
    Set<String> changed = Maps.difference(files, filesThen).entriesDiffering().keySet();
    boolean behind = !sources.equals(sourcesThen);
    return new FollowedImages(
        file,
        HoldsFiles.among(planned, file, SeenFile.written(hook)).text(),
        ImmutableMap.copyOf(
            Maps.transformValues(images, image -> behind(image, filesThen, changed, behind))),
        drivers,
        builtin,
        filesThen,
        sourcesThen,
        waiting,
        tool);
  }

  private static ImmutableMap<String, Digest> planned(
      List<?> planned, ImmutableMap<String, Digest> seen) {
    return ImmutableMap.copyOf(
        Maps.transformEntries(
            seen,
            (path, digest) ->
                HoldsFiles.among(
                        planned,
                        requireNonNull(path),
                        new SeenFile(requireNonNull(digest), "", false))
                    .digest()));
  }

  private static Image behind(
      Image image, ImmutableMap<String, Digest> then, Set<String> changed, boolean behind) {
    Image now = behind ? image.outdated() : image;
    for (String path : changed) {
      now = requireNonNull(then.get(path)).equals(Digest.ABSENT) ? now : now.lacking(path);
    }
    return now;
  }

  /** The images that do not follow. */
  ImmutableMap<String, Image> stale() {
    return ImmutableMap.copyOf(Maps.filterValues(images, image -> !image.isCurrent()));
  }

  /** Whether a file is on the host. */
  boolean has(String path) {
    return !requireNonNull(files.get(path)).equals(Digest.ABSENT);
  }

  /** Whether any of the kernels has the driver in some form. */
  boolean knows(String driver) {
    return drivers.values().stream().anyMatch(names -> names.contains(driver))
        || builtin.values().stream().anyMatch(names -> names.contains(driver));
  }

  /** The same with a hook, after every image was made anew. */
  FollowedImages rebuilt(String text) {
    return with(text, ImmutableMap.copyOf(Maps.transformValues(images, Image::rebuilt)));
  }

  /** The same with a hook that no image follows yet. */
  FollowedImages told(String text) {
    return with(text, images);
  }

  private FollowedImages with(String text, ImmutableMap<String, Image> then) {
    return new FollowedImages(file, text, then, drivers, builtin, files, sources, waiting, tool);
  }
}
