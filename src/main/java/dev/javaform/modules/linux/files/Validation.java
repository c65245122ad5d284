package dev.javaform.modules.linux.files;

import java.util.Optional;

/** The {@code validate} argument. */
public final class Validation {

  private Validation() {}

  /** Refuses a command that does not say where the file's name goes. */
  public static void check(Optional<String> command) {
    if (command.isPresent() && !command.get().contains("%s")) {
      throw new IllegalArgumentException(
          "\"validate\" must contain %s, which stands for the new file: " + command.get());
    }
  }
}
