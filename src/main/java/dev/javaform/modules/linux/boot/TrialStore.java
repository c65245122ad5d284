package dev.javaform.modules.linux.boot;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Optional;

/**
 * GRUB's environment block as a place to remember a choice. GRUB writes it by disk blocks, without
 * the file system (GRUB's manual, 16.3): where these are not a file's own, it refuses, and the
 * choice would stay.
 */
final class TrialStore {

  private static final ImmutableSet<String> WRITABLE =
      ImmutableSet.of("ext2", "ext3", "ext4", "xfs", "vfat", "msdos");
  private static final ImmutableSet<String> PLAIN = ImmutableSet.of("partition", "disk");

  private TrialStore() {}

  /** The block's path. */
  static String path(TrialGround ground) {
    List<String> words = Splitter.on(' ').splitToList(ground.store());
    return words.size() < 4 ? "/boot/grub/grubenv" : words.get(3);
  }

  /** Why GRUB could not forget a choice there; empty where it can. */
  static Optional<String> impossible(TrialGround ground, String menu) {
    List<String> words = Splitter.on(' ').splitToList(ground.store());
    if (words.size() < 4) {
      return Optional.of(
          "GRUB has no environment block (grubenv) here to remember the choice of an entry in.");
    }
    if (!WRITABLE.contains(words.get(0))) {
      return Optional.of(
          "GRUB cannot write its environment block on %s (%s): a chosen entry would stay chosen."
              .formatted(words.get(0), words.get(3)));
    }
    if (!PLAIN.contains(words.get(1))) {
      return Optional.of(
          "GRUB cannot write its environment block on %s (%s, %s): a chosen entry would stay chosen."
              .formatted(words.get(1), words.get(0), words.get(3)));
    }
    return menu.contains("save_env next_entry") || menu.contains("env_block")
        ? Optional.empty()
        : Optional.of(
            "GRUB's menu does not read next_entry from its environment block, so no entry can be"
                + " chosen for once: make the menu anew with grub-mkconfig.");
  }

  static String menuPath(TrialGround ground) {
    return ground.files().containsKey("/boot/grub/grub.cfg")
        ? "/boot/grub/grub.cfg"
        : "/boot/grub2/grub.cfg";
  }

  static String menu(TrialGround ground) {
    var file = ground.files().get(menuPath(ground));
    return file == null ? "" : file.text();
  }
}
