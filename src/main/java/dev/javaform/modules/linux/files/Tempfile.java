package dev.javaform.modules.linux.files;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.module.Unseen;
import dev.javaform.modules.linux.HostPath;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Makes an empty file or directory that was not there before, under a name that nobody can guess,
 * for its owner alone. Source for names and places: Python's tempfile, which Ansible uses.
 */
@Name("ansible.builtin.tempfile")
@Manual(
    summary = "Makes a temporary file or directory, each time a new one.",
    example =
        """
        - name: Make a directory to unpack into
          tempfile:
            state: directory
            suffix: .firmware
          register: unpacked
        """,
    returns = {
      "path: Where it is.",
      "state: What it is: file or directory.",
      "owner: The owner's name.",
      "group: The group's name.",
      "uid: The owner's number.",
      "gid: The group's number.",
      "mode: The mode, with a zero before it.",
      "size: The number of bytes."
    })
public record Tempfile(
    @Argument(value = "What to make.", preset = "file") Kind state,
    @Argument("The directory to make it in, instead of the host's own for temporary files.")
        Optional<String> path,
    @Argument(value = "What its name starts with.", preset = "ansible.") String prefix,
    @Argument(value = "What its name ends with.", preset = "") String suffix)
    implements Module<Tempfile.Made> {

  private static final String RANDOM = "????????";

  /** With {@code -C} a shell makes a file only where there is nothing (POSIX, set). */
  private static final String SCRIPT =
      """
      r=$(LC_ALL=C tr -dc a-z0-9_ </dev/urandom | head -c 8)
      [ ${#r} = 8 ] || exit 1
      umask 077; set -C
      p={}"$r"{}
      MAKE || exit 1
      printf '%s\\0' "$p"
      stat -c '%U
      %G
      %u
      %g
      %a
      %s' "$p"
      """;

  /** What can be made. */
  public enum Kind {
    FILE(": >\"$p\""),
    DIRECTORY("mkdir \"$p\"");

    private final String command;

    Kind(String command) {
      this.command = command;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What this task has made.
   *
   * @param folder where it is made
   * @param made its path, once it is there
   */
  public record Made(@Unseen String folder, Optional<String> made) {}

  public Tempfile {
    if (suffix.contains("/")) {
      throw new IllegalArgumentException(
          "The suffix \"%s\" is the end of a name, so it cannot have a slash in it; \"path\" says in which directory to make it."
              .formatted(suffix));
    }
  }

  @Override
  public Probe<Made> observe() {
    return Probe.of(
        Script.sh(
            """
            for d in %s; do
              if [ -d "$d" ] && cd "$d" 2>/dev/null && [ -w . ]; then pwd; exit; fi
            done
            exit 1
            """
                .formatted(path.map(HostPath::word).orElse(ownFolders()))),
        Made.class,
        this::read);
  }

  /** Those that Python looks for, in its order. */
  private static String ownFolders() {
    return "\"$TMPDIR\" \"$TEMP\" \"$TMP\" /tmp /var/tmp /usr/tmp .";
  }

  private Made read(Output output) {
    if (!output.isSuccess()) {
      throw new ModuleFailure(
          "%s in which this user may make something; name another in \"path\"."
              .formatted(
                  path.map("%s is not a directory"::formatted)
                      .orElse("The host has no directory for temporary files")));
    }
    return new Made(output.stdout().replaceFirst("/?\n\\z", ""), Optional.empty());
  }

  @Override
  public Plan<Made> decide(Made seen) {
    String start = seen.folder() + "/" + prefix;
    return Plan.event(
            new Made(seen.folder(), Optional.empty()),
            new Made(seen.folder(), Optional.of(start + RANDOM + suffix)),
            List.of(new Step.Run("make a temporary " + state, make(start))))
        .returning(
            Returns.of(Map.of("state", state.toString()))
                .learning(
                    List.of("path", "owner", "group", "uid", "gid", "mode", "size"),
                    Tempfile::learned));
  }

  private Script.Sh make(String start) {
    return Script.sh(SCRIPT.replace("MAKE", state.command), start, suffix);
  }

  private static Map<String, Object> learned(List<Output> outputs) {
    if (!outputs.getLast().isSuccess()) {
      return Map.of();
    }
    List<String> parts = Splitter.on('\0').splitToList(outputs.getLast().stdout());
    List<String> seen = Splitter.on('\n').splitToList(parts.getLast());
    return ImmutableMap.<String, Object>builder()
        .put("path", parts.getFirst())
        .put("owner", seen.get(0))
        .put("group", seen.get(1))
        .put("uid", Long.valueOf(seen.get(2)))
        .put("gid", Long.valueOf(seen.get(3)))
        .put("mode", "0" + seen.get(4))
        .put("size", Long.valueOf(seen.get(5)))
        .buildOrThrow();
  }
}
