package dev.javaform.modules.linux;

import dev.javaform.module.Attributes;
import dev.javaform.module.Content;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.module.Unseen;
import java.util.Optional;

/**
 * A file that a module keeps whole: it is as the module writes it, or it is not there.
 *
 * @param path where it is
 * @param text what it says
 * @param mode its mode where that matters: {@code 0755} for a script; empty where it does not
 */
public record OwnFile(@Unseen String path, String text, Optional<String> mode) {

  /** A file that is read only. */
  public static OwnFile of(String path, String text) {
    return new OwnFile(path, text, Optional.empty());
  }

  /** A file that is run. */
  public static OwnFile script(String path, String text) {
    return new OwnFile(path, text, Optional.of("0755"));
  }

  /** A step that puts it where {@code seen} was. */
  public Step.Put put(String purpose, SeenFile seen) {
    return new Step.Put(
        purpose,
        path,
        Content.of(text),
        mode.map(Attributes::mode)
            .orElse(seen.exists() ? Attributes.KEEP : Attributes.mode(SeenFile.MODE)),
        seen.digest(),
        Optional.empty());
  }

  /** A step that removes whatever is at a path. */
  public static Step remove(String path) {
    return new Step.Run("remove " + path, Script.sh("rm -f -- {}", path));
  }

  /** A step that makes a directory with those above it. */
  public static Step directory(String path) {
    return new Step.Run("make the directory " + path, Script.sh("mkdir -p -- {}", path));
  }
}
