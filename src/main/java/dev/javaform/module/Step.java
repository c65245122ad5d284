package dev.javaform.module;

import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.util.Optional;

/** One thing to do. Its purpose is an imperative phrase: {@code rebuild the GRUB menu}. */
public sealed interface Step {

  /** What it is for, as an imperative phrase without a full stop; shown where it fails. */
  String purpose();

  /** A step that the host carries out. */
  sealed interface OnHost extends Step {}

  /**
   * Runs a script.
   *
   * @param accepted the exit statuses that are no failure
   * @param sendsAway whether the host may be gone before it has answered; a {@link Reconnect} must
   *     follow, whose proof tells whether it went
   */
  record Run(String purpose, Script script, ImmutableSet<Integer> accepted, boolean sendsAway)
      implements OnHost {

    /** A script that must answer. */
    public Run(String purpose, Script script, ImmutableSet<Integer> accepted) {
      this(purpose, script, accepted, false);
    }

    /** A script that must exit with 0. */
    public Run(String purpose, Script script) {
      this(purpose, script, ImmutableSet.of(0));
    }

    /** An order to go down. */
    public static Run sendingAway(String purpose, Script order) {
      return new Run(purpose, order, ImmutableSet.of(0), true);
    }
  }

  /**
   * Puts a regular file in place: written to a directory of our own in the same directory, given
   * its attributes, then renamed over {@code path} ({@link SafePath}). Where a file is replaced its
   * owner, group, mode and SELinux label are kept, except what {@code attributes} sets. A symbolic
   * link at {@code path} is followed, never replaced; it is refused where another user could lead
   * anywhere by it.
   *
   * @param replaces the SHA-256 of the content that was seen there, {@link Digest#ABSENT} where
   *     nothing was; the step fails where that is not so any more
   * @param validate a command that must succeed on the temporary file before the rename; {@code %s}
   *     stands for its path
   * @param unsafe whether a file that cannot be replaced is written in place instead: readers may
   *     see half of it, and so may everybody where writing fails
   */
  record Put(
      String purpose,
      String path,
      Content content,
      Attributes attributes,
      Digest replaces,
      Optional<String> validate,
      boolean unsafe)
      implements OnHost {

    /** A file that is replaced or left as it was. */
    public Put(
        String purpose,
        String path,
        Content content,
        Attributes attributes,
        Digest replaces,
        Optional<String> validate) {
      this(purpose, path, content, attributes, replaces, validate, false);
    }
  }

  /** Waits on the controller; nothing is asked of the host. */
  record Pause(String purpose, Duration length) implements Step {}

  /** Waits for a key on the controller's terminal; where there is none, goes on at once. */
  record Prompt(String purpose, String text, boolean echo) implements Step {}

  /**
   * Closes the connection and opens it anew until it answers.
   *
   * @param delay how long to wait before the first try
   * @param interval how long to wait between tries
   * @param patience when to give up
   * @param proof what has to succeed on a new connection; where it fails the connection is not the
   *     one that is waited for, and is opened anew
   */
  record Reconnect(
      String purpose, Duration delay, Duration interval, Duration patience, Optional<Run> proof)
      implements Step {

    /** Any connection will do. */
    public Reconnect(String purpose, Duration delay, Duration interval, Duration patience) {
      this(purpose, delay, interval, patience, Optional.empty());
    }
  }
}
