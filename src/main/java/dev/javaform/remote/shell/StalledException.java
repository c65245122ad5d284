package dev.javaform.remote.shell;

import java.io.IOException;
import java.time.Duration;

/** The far side takes in nothing any more, though nobody has said that the connection is over. */
public final class StalledException extends IOException {

  private static final long serialVersionUID = 1;

  /**
   * @param patience how long it was waited for
   */
  public StalledException(String place, Duration patience, Exception cause) {
    super(words(place, patience), cause);
  }

  /** The same in words. */
  public static String words(String place, Duration patience) {
    return "the link to %s stalled: nothing could be sent for %d s"
        .formatted(place, patience.toSeconds());
  }
}
