package dev.javaform.modules.windows.files;

import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps a folder there, or nothing, or sets the times of what is there. */
@Name("ansible.windows.win_file")
@Manual(
    summary = "Makes or removes folders, removes files, touches both, on a Windows host.",
    example =
        """
        - name: Have a place for saved games
          win_file:
            path: D:\\Saves
            state: directory
        """)
public record WinFile(
    @Argument(
            value = "The path.",
            aliases = {"dest", "name"})
        String path,
    @Argument("What should be there; if left out, whatever is there.") Optional<Wanted> state)
    implements Module<GuestFile> {

  /** What is to be there. */
  public enum Wanted {
    ABSENT,
    DIRECTORY,
    FILE,
    TOUCH
  }

  public WinFile {
    boolean root = path.strip().matches("(?:[A-Za-z]:)?[\\\\/]*");
    if (path.isBlank() || (root && state.filter(Wanted.ABSENT::equals).isPresent())) {
      throw new IllegalArgumentException("\"" + path + "\" cannot be removed; name another path.");
    }
  }

  private Script.PowerShell question() {
    return GuestFile.question(path, Optional.empty(), false);
  }

  @Override
  public Probe<GuestFile> observe() {
    return GuestFile.probe(question());
  }

  @Override
  public Plan<GuestFile> decide(GuestFile seen) {
    return switch (state.orElse(seen.directory() ? Wanted.DIRECTORY : Wanted.FILE)) {
      case ABSENT -> seen.exists() ? move(seen, seen.gone(), "remove", "exists") : Plan.keep(seen);
      case DIRECTORY -> directory(seen);
      case FILE -> file(seen);
      case TOUCH -> touch(seen);
    };
  }

  private Plan<GuestFile> move(GuestFile seen, GuestFile after, String verb, String property) {
    boolean value = property.equals("directory");
    return Plan.move(
        seen, after, new Step.Run(verb + " " + path, question().set(Map.of(property, value))));
  }

  private Plan<GuestFile> directory(GuestFile seen) {
    if (seen.exists() && !seen.directory()) {
      throw new ModuleFailure("path " + path + " is not a directory");
    }
    return seen.exists() ? Plan.keep(seen) : move(seen, seen.asDirectory(), "make", "directory");
  }

  private Plan<GuestFile> file(GuestFile seen) {
    if (seen.directory()) {
      throw new ModuleFailure("path " + path + " is not a file");
    }
    if (!seen.exists()) {
      throw new ModuleFailure("path " + path + " will not be created; win_copy makes files");
    }
    return Plan.keep(seen);
  }

  private Plan<GuestFile> touch(GuestFile seen) {
    if (seen.touched()) {
      return Plan.keep(seen);
    }
    if (!seen.folder()) {
      throw new ModuleFailure("there is no folder " + seen.parent() + " to make a file in");
    }
    Step touch = new Step.Run("touch " + path, question().set(Map.of("touch", true)));
    return Plan.event(seen, seen.asTouched(), List.of(touch));
  }
}
