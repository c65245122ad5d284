package dev.javaform.modules.linux.initramfs;

import com.google.common.collect.ImmutableSet;

/**
 * The initial RAM disk of one kernel.
 *
 * @param path where it is, or would be
 * @param exists whether it is there
 * @param older whether it is older than the kernel's modules or than the configuration
 * @param lacks what was wished of its content and is not so
 */
public record Image(String path, boolean exists, boolean older, ImmutableSet<String> lacks) {

  /** The same, built anew. */
  public Image rebuilt() {
    return new Image(path, true, false, ImmutableSet.of());
  }

  /** The same image once a file that it holds, or should, has another content on the host. */
  Image lacking(String file) {
    return new Image(
        path,
        exists,
        older,
        ImmutableSet.<String>builder().addAll(lacks).add("file " + file).build());
  }

  /** The same image once something that it was made of has changed. */
  Image outdated() {
    return new Image(path, exists, true, lacks);
  }

  /** Whether there is nothing to do. */
  public boolean isCurrent() {
    return exists && !older && lacks.isEmpty();
  }
}
