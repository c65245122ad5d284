package dev.javaform.modules.linux.boot;

import com.google.common.base.Splitter;
import dev.javaform.hardware.owner.LoaderMemory;
import java.util.List;
import java.util.Optional;

/** GRUB's environment block as a place to remember a choice, see {@link LoaderMemory}. */
final class TrialStore {

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
    Optional<String> unwritable = LoaderMemory.unwritable(words.get(0), words.get(1));
    if (unwritable.isPresent()) {
      return Optional.of(
          "GRUB cannot write its environment block on %s (%s): a chosen entry would stay chosen."
              .formatted(unwritable.get(), words.get(3)));
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
