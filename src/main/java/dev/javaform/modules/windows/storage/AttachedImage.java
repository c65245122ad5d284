package dev.javaform.modules.windows.storage;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Unseen;
import dev.javaform.modules.windows.Answer;

/**
 * An image of a disk.
 *
 * @param mountPaths where it is mounted, such as {@code E:\}
 */
public record AttachedImage(
    @Unseen boolean exists, boolean attached, @Unseen ImmutableList<String> mountPaths) {

  static AttachedImage of(Answer answer) {
    return new AttachedImage(
        answer.flag("exists"), answer.flag("attached"), answer.texts("mount_paths"));
  }

  AttachedImage with(boolean there) {
    return new AttachedImage(exists, there, there ? mountPaths : ImmutableList.of());
  }
}
