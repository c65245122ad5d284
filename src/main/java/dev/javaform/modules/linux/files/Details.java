package dev.javaform.modules.linux.files;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Unseen;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a file only where a task wishes something of it.
 *
 * @param secontext the SELinux context; empty where SELinux does not run
 * @param policy the context that the policy has for the path, {@link ContextWish#UNKNOWN} where it
 *     has none; empty where it cannot be told
 * @param attributes the letters of lsattr(1)
 * @param inherited those of the directory, which a new file may get from it
 * @param mtime when it was last changed, in the host's own time, or {@code now}
 * @param atime when it was last read, likewise
 */
record Details(
    Optional<String> secontext,
    @Unseen Optional<String> policy,
    Optional<String> attributes,
    @Unseen Optional<String> inherited,
    Optional<String> mtime,
    Optional<String> atime) {

  /** Nothing was asked. */
  static final Details NONE =
      new Details(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private static final String NOW = "now";

  /** What these do not say, as the others say it. */
  Details or(Details others) {
    return new Details(
        secontext.or(others::secontext),
        policy.or(others::policy),
        attributes.or(others::attributes),
        inherited.or(others::inherited),
        mtime.or(others::mtime),
        atime.or(others::atime));
  }

  /** Those that a symbolic link has, too. */
  Details ofLink() {
    return new Details(
        secontext, policy, Optional.empty(), Optional.empty(), mtime, Optional.empty());
  }

  /** Takes attributes off: before anything else, as they may forbid it. */
  ImmutableList<String> lift(Details to) {
    return chattr('-', AttributesWish.without(attributes.orElse(""), to.attributes.orElse("")));
  }

  /** Sets attributes: after all else, as they may forbid it. */
  ImmutableList<String> mark(Details to) {
    return chattr('+', AttributesWish.without(to.attributes.orElse(""), attributes.orElse("")));
  }

  static ImmutableList<String> chattr(char sign, String letters) {
    return letters.isEmpty() ? ImmutableList.of() : ImmutableList.of("chattr " + sign + letters);
  }

  /** Sets the context. */
  ImmutableList<String> label(Details to, boolean isLink) {
    return to.secontext.isEmpty() || secontext.equals(to.secontext)
        ? ImmutableList.of()
        : ImmutableList.of(
            "chcon "
                + (isLink ? "-h " : "")
                + ContextWish.arguments(secontext, to.secontext.get()));
  }

  /** Sets the times. */
  ImmutableList<String> touch(Details to, boolean isLink) {
    Optional<String> modified = to.mtime.filter(time -> !mtime.equals(to.mtime));
    Optional<String> accessed = to.atime.filter(time -> !atime.equals(to.atime));
    if (modified.equals(accessed)) {
      return modified
          .map(time -> ImmutableList.of(touch("", time, isLink)))
          .orElse(ImmutableList.of());
    }
    ImmutableList.Builder<String> commands = ImmutableList.builder();
    modified.ifPresent(time -> commands.add(touch(" -m", time, isLink)));
    accessed.ifPresent(time -> commands.add(touch(" -a", time, isLink)));
    return commands.build();
  }

  private static String touch(String which, String time, boolean isLink) {
    String when = time.equals(NOW) ? "" : " -t " + HostTime.digits(time);
    return "touch" + (isLink ? " -h" : "") + which + when;
  }

  /**
   * Refuses what the kernel would (chattr(1)): any change of a file that is immutable and stays so,
   * and any but that of its attributes where it may only be appended to.
   *
   * @param commands what would be done
   */
  void requireChangeable(String path, Details to, List<String> commands) {
    boolean onlyAttributes = commands.stream().allMatch(each -> each.startsWith("chattr"));
    if ((stays('i', to) && !commands.isEmpty()) || (stays('a', to) && !onlyAttributes)) {
      throw new ModuleFailure(
          "\"%s\" has the attribute %s, so it cannot be changed; \"attributes: -%s\" removes it."
              .formatted(
                  path,
                  stays('i', to) ? "i (immutable)" : "a (append only)",
                  stays('i', to) ? "i" : "a"));
    }
  }

  private boolean stays(char letter, Details to) {
    return has(letter) && to.has(letter);
  }

  /** Whether what leads to the other details takes a right that only root has. */
  boolean needRoot(Details to) {
    return has('i') != to.has('i') || has('a') != to.has('a');
  }

  private boolean has(char letter) {
    return attributes.orElse("").indexOf(letter) >= 0;
  }
}
