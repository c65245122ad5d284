package dev.javaform.modules.windows.security;

import dev.javaform.module.Unseen;
import dev.javaform.modules.windows.Answer;
import java.util.Optional;

/**
 * Whether somebody has rights of a thing by an entry of its own.
 *
 * @param covered whether an entry gives or denies at least these rights
 * @param exact whether one gives or denies just these
 * @param exists whether the thing is there
 * @param sid whose rights; empty where nobody has that name
 */
public record AccessEntry(
    boolean covered, boolean exact, @Unseen boolean exists, @Unseen Optional<String> sid) {

  static AccessEntry of(Answer answer) {
    return new AccessEntry(
        answer.flag("covered"), answer.flag("exact"), answer.flag("exists"), answer.text("sid"));
  }

  AccessEntry granted() {
    return covered ? this : new AccessEntry(true, true, exists, sid);
  }

  AccessEntry revoked() {
    return exact ? new AccessEntry(false, false, exists, sid) : this;
  }
}
