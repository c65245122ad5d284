package dev.javaform.modules.linux.files;

import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.modules.linux.HostPath;
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
        """,
    returns = {
      "path: The file or directory; for links and touched files see dest.",
      "dest: The link, or the touched file.",
      "src: What a link leads to.",
      FileReturns.RETURNS
    })
public record File(
    @Argument(
            value = "The path.",
            aliases = {"dest", "name"})
        String path,
    @Argument("What should be there; if left out, whatever is there.") Optional<Wanted> state,
    @Argument("What a link leads to.") Optional<String> src,
    @Argument(
            value =
                "Whether a link may replace a file, and may be made even if src does not"
                    + " exist.",
            preset = "false")
        boolean force,
    @Argument(
            value = "Whether everything below a directory gets the same attributes.",
            preset = "false")
        boolean recurse,
    @Argument(value = "Whether to act on a link's target, not on the link.", preset = "true")
        boolean follow,
    FileAttributes attributes,
    @Argument("The time of its last change: a time, now or" + " preserve.")
        Optional<String> modificationTime,
    @Argument(value = "How modification_time is written.", preset = "\"%Y%m%d%H%M.%S\"")
        String modificationTimeFormat,
    @Argument("The time of its last access: a time, now or preserve.") Optional<String> accessTime,
    @Argument(value = "How access_time is written.", preset = "\"%Y%m%d%H%M.%S\"")
        String accessTimeFormat)
    implements Module<FileState> {

  private static final String NOW = "now";
  private static final String PRESERVE = "preserve";

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
        || (HostPath.safe(path).equals("/") && state.filter(Wanted.ABSENT::equals).isPresent())) {
      throw new IllegalArgumentException("\"" + path + "\" cannot be removed; name another path.");
    }
    attributes.refusePreserve();
    time(modificationTime, modificationTimeFormat, PRESERVE);
    Optional<String> read = time(accessTime, accessTimeFormat, PRESERVE);
    if (recurse && read.isPresent() && !read.get().equals(NOW)) {
      throw new IllegalArgumentException(
          "\"access_time\" can only be now or preserve with \"recurse\": looking through a directory"
              + " sets it.");
    }
  }

  private static boolean isLink(Wanted state) {
    return state == Wanted.LINK || state == Wanted.HARD;
  }

  /** The time wished, in the form that {@link DetailsWish} has; empty where it is kept. */
  private static Optional<String> time(Optional<String> time, String format, String preset) {
    String text = time.orElse(preset);
    return switch (text) {
      case PRESERVE -> Optional.empty();
      case NOW -> Optional.of(NOW);
      default -> Optional.of(HostTime.parse(text, format));
    };
  }

  @Override
  public Probe<FileState> observe() {
    return state
        .map(this::way)
        .map(Module::observe)
        .orElseGet(() -> FileProbe.of(path, wish(PRESERVE).details().asked()));
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
    Wish wish = wish(wanted == Wanted.TOUCH ? NOW : PRESERVE);
    return switch (wanted) {
      case FILE -> new ExistingFile(path, follow, wish);
      case DIRECTORY -> new DirectoryAt(path, recurse, follow, wish);
      case LINK -> new LinkAt(path, src, force, follow, wish);
      case HARD -> new HardLinkAt(path, src.orElseThrow(), force, wish);
      case TOUCH -> new TouchedFile(path, wish);
      case ABSENT -> new NothingAt(path);
    };
  }

  /**
   * @param time what the times are where the task does not say
   */
  private Wish wish(String time) {
    return attributes.timed(
        time(modificationTime, modificationTimeFormat, time),
        time(accessTime, accessTimeFormat, time));
  }
}
