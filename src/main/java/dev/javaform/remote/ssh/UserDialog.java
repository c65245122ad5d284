package dev.javaform.remote.ssh;

import dev.javaform.module.Secret;
import java.util.Optional;

/** The person in front of javaform, as far as connecting needs one; used by many threads. */
public interface UserDialog {

  /** Nobody there: nothing is asked, nothing is shown. */
  UserDialog NOBODY =
      new UserDialog() {
        @Override
        public Optional<Secret> secret(String question) {
          return Optional.empty();
        }

        @Override
        public void warn(String line) {
          // nobody to be told
        }
      };

  /** The answer to a question, typed without echo; empty where nobody answers. */
  Optional<Secret> secret(String question);

  /** Shows one line about something that was understood but is not done. */
  void warn(String line);
}
