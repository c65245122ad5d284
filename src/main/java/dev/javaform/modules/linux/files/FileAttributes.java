package dev.javaform.modules.linux.files;

import dev.javaform.module.Argument;
import dev.javaform.module.FileMode;
import java.util.Optional;

/** The arguments that all modules have which make or change files. */
public record FileAttributes(
    @Argument("The mode; preserve takes that of the source, if something is copied.")
        Optional<FileMode> mode,
    @Argument("The owner, by name or number.") Optional<String> owner,
    @Argument("The group, by name or number.") Optional<String> group,
    @Argument("The user in the SELinux context; _default is what the policy says.")
        Optional<String> seuser,
    @Argument("The role in the SELinux context; _default is what the policy says.")
        Optional<String> serole,
    @Argument("The type in the SELinux context; _default is what the policy says.")
        Optional<String> setype,
    @Argument("The level in the SELinux context; _default is what the policy says.")
        Optional<String> selevel,
    @Argument(
            value = "What chattr sets: +i adds, -i removes, i leaves nothing else.",
            aliases = "attr")
        Optional<String> attributes,
    @Argument(
            value = "Whether to write it in place if it cannot be replaced atomically.",
            preset = "false")
        boolean unsafeWrites) {

  public FileAttributes {
    attributes.ifPresent(AttributesWish::of);
  }

  /** Refuses {@code mode: preserve} where nothing is copied whose mode could be meant. */
  public void refusePreserve() {
    if (mode.filter(FileMode::isPreserve).isPresent()) {
      throw new IllegalArgumentException(
          "\"mode: preserve\" takes the mode of a copied file, and nothing is copied here.");
    }
  }

  public Wish wish() {
    return new Wish(mode, owner, group, details());
  }

  /** The wish with times as {@link DetailsWish} has them. */
  Wish timed(Optional<String> modified, Optional<String> accessed) {
    return new Wish(mode, owner, group, details().timed(modified, accessed));
  }

  private DetailsWish details() {
    return new DetailsWish(
        new ContextWish(seuser, serole, setype, selevel),
        attributes.map(AttributesWish::of),
        Optional.empty(),
        Optional.empty());
  }
}
