package dev.javaform.modules.linux;

import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Argument;
import dev.javaform.module.FileMode;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import java.util.Optional;

/** Makes directories, links and empty files, sets owner, group and mode, or removes. */
@Name("ansible.builtin.file")
@Manual(
    summary = "Sets what is at a path: a file, directory, link or nothing, and its attributes.",
    example =
        """
        - name: Make a place for images
          file:
            path: /srv/images
            state: directory
            owner: root
            mode: "0750"
        """)
public record File(
    @Argument(
            value = "The path.",
            aliases = {"dest", "name"})
        String path,
    @Argument("What is to be there; whatever is there where this is not given.")
        Optional<Wanted> state,
    @Argument("What a link leads to.") Optional<String> src,
    @Argument(
            value = "Whether a link replaces a file, or is made although src is missing.",
            preset = "false")
        boolean force,
    @Argument(value = "Whether all below a directory gets the same attributes.", preset = "false")
        boolean recurse,
    @Argument(value = "Whether a link's target is meant, not the link.", preset = "true")
        boolean follow,
    @Argument("The mode.") Optional<FileMode> mode,
    @Argument("The owner, by name or number.") Optional<String> owner,
    @Argument("The group, by name or number.") Optional<String> group,
    @Argument("When it was changed: now or preserve.") Optional<String> modificationTime,
    @Argument("When it was read: now or preserve.") Optional<String> accessTime)
    implements Module<FileState> {

  private static final ImmutableSet<String> TIMES = ImmutableSet.of("now", "preserve");

  /** What is to be there. */
  public enum Wanted {
    FILE,
    DIRECTORY,
    LINK,
    HARD,
    TOUCH,
    ABSENT
  }

  public File {
    if (src.isPresent() && state.filter(File::isLink).isEmpty()) {
      throw new IllegalArgumentException("\"src\" needs \"state: link\" or \"state: hard\".");
    }
    if (recurse && state.isPresent() && state.get() != Wanted.DIRECTORY) {
      throw new IllegalArgumentException("\"recurse\" needs \"state: directory\".");
    }
    if (state.filter(Wanted.HARD::equals).isPresent() && src.isEmpty()) {
      throw new IllegalArgumentException("\"state: hard\" needs \"src\".");
    }
    if (path.isEmpty()
        || HostPath.safe(path).equals("/") && state.filter(Wanted.ABSENT::equals).isPresent()) {
      throw new IllegalArgumentException("\"" + path + "\" is not removed.");
    }
    Wish.check(mode);
    checkTime("modification_time", modificationTime);
    checkTime("access_time", accessTime);
  }

  private static boolean isLink(Wanted state) {
    return state == Wanted.LINK || state == Wanted.HARD;
  }

  private static void checkTime(String name, Optional<String> time) {
    if (time.filter(word -> !TIMES.contains(word)).isPresent()) {
      throw new IllegalArgumentException(
          "\"%s: %s\" is not supported; it can be now or preserve.".formatted(name, time.get()));
    }
  }

  @Override
  public Probe<FileState> observe() {
    return state.map(this::way).map(Module::observe).orElseGet(() -> FileState.probe(path));
  }

  @Override
  public Plan<FileState> decide(FileState seen) {
    return way(state.orElseGet(() -> current(seen))).decide(seen);
  }

  /** What a task without a state wants: what is there, with the given attributes. */
  private Wanted current(FileState seen) {
    if (seen.link().isPresent()) {
      return Wanted.LINK;
    }
    boolean directory = seen.is(FileState.Kind.DIRECTORY) || (!seen.exists() && recurse);
    return directory ? Wanted.DIRECTORY : Wanted.FILE;
  }

  private Module<FileState> way(Wanted wanted) {
    Wish wish = new Wish(mode, owner, group);
    return switch (wanted) {
      case FILE -> new ExistingFile(path, follow, wish, touched(false));
      case DIRECTORY -> new DirectoryAt(path, recurse, follow, wish, touched(false));
      case LINK -> new LinkAt(path, src, force, follow, wish);
      case HARD -> new HardLinkAt(path, src.orElseThrow(), force, wish);
      case TOUCH -> new TouchedFile(path, wish, touched(true));
      case ABSENT -> new NothingAt(path);
    };
  }

  private Touch touched(boolean byDefault) {
    String preset = byDefault ? "now" : "preserve";
    return new Touch(
        modificationTime.orElse(preset).equals("now"), accessTime.orElse(preset).equals("now"));
  }
}
