package dev.javaform.modules.windows.network;

import dev.javaform.module.Unseen;
import dev.javaform.modules.windows.Answer;
import java.util.Optional;

/**
 * A file that a guest fetches.
 *
 * @param checksum of the file that is there; empty where there is none, or nobody knows yet
 * @param fetched whether it has been fetched by the task
 * @param path where it is, or will be
 * @param expected the checksum that a list at its source says
 * @param newer whether it was changed at its source since
 */
public record Download(
    boolean exists,
    Optional<String> checksum,
    boolean fetched,
    @Unseen String path,
    @Unseen Optional<Long> size,
    @Unseen Optional<String> expected,
    @Unseen boolean newer) {

  static Download of(Answer answer) {
    return new Download(
        answer.flag("exists"),
        answer.text("checksum"),
        false,
        answer.words("path"),
        answer.number("size"),
        answer.text("expected"),
        answer.flag("newer"));
  }

  /** The file with that checksum. */
  Download become(String sum) {
    return new Download(true, Optional.of(sum), false, path, Optional.empty(), expected, false);
  }

  /** The file as it is at its source, whatever that is. */
  Download renewed() {
    return new Download(true, Optional.empty(), true, path, Optional.empty(), expected, false);
  }
}
