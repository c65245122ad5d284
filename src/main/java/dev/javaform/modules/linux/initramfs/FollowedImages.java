package dev.javaform.modules.linux.initramfs;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
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
 * @param images by version of the kernel
 * @param files the files that an image holds, or must not hold, by path; {@link Digest#ABSENT} for
 *     one that is not on the host
 * @param sources what initramfs-tools reads, by path
 * @param waiting whether the running kernel was booted before its image was made
 * @param tool whether initramfs-tools is there
 */
public record FollowedImages(
    ImmutableMap<String, Image> images,
    @Unseen ImmutableMap<String, Digest> files,
    @Unseen ImmutableMap<String, Digest> sources,
    @Unseen boolean waiting,
    boolean tool)
    implements Situated<FollowedImages> {

  /** What an earlier task would write is not in any image yet. */
  @Override
  public FollowedImages among(List<?> planned) {
    var filesThen = planned(planned, files);
    var sourcesThen = planned(planned, sources);
    Set<String> changed = Maps.difference(files, filesThen).entriesDiffering().keySet();
    boolean behind = !sources.equals(sourcesThen);
    return new FollowedImages(
        ImmutableMap.copyOf(
            Maps.transformValues(images, image -> behind(image, filesThen, changed, behind))),
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
  boolean has(String file) {
    return !requireNonNull(files.get(file)).equals(Digest.ABSENT);
  }

  /** The same after every image was made anew. */
  FollowedImages rebuilt() {
    return new FollowedImages(
        ImmutableMap.copyOf(Maps.transformValues(images, Image::rebuilt)),
        files,
        sources,
        waiting,
        tool);
  }
}
