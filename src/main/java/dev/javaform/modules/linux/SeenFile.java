package dev.javaform.modules.linux;

import dev.javaform.module.Attributes;
import dev.javaform.module.Content;
import dev.javaform.module.Digest;
import dev.javaform.module.Step;
import java.util.Optional;

/**
 * A small text file of a host.
 *
 * @param digest of its bytes
 * @param text its text, empty where there is no file
 * @param faithful whether the text holds every byte; else it must not be written back
 */
public record SeenFile(Digest digest, String text, boolean faithful) {

  /** What a new file may be used for: anybody may read it. */
  public static final String MODE = "0644";

  /** No file. */
  public static final SeenFile ABSENT = new SeenFile(Digest.ABSENT, "", true);

  /** A file that holds exactly this text. */
  public static SeenFile of(String text) {
    return new SeenFile(Content.of(text).digest(), text, true);
  }

  /** A file of ours, which is never empty: no text, no file. */
  public static SeenFile written(String text) {
    return text.isEmpty() ? ABSENT : of(text);
  }

  /** Whether there is a file. */
  public boolean exists() {
    return !digest.equals(Digest.ABSENT);
  }

  /** A step that replaces exactly this file by {@code wanted}; a new file gets mode 0644. */
  public Step.Put put(String purpose, String path, String wanted, Optional<String> validate) {
    Attributes attributes = exists() ? Attributes.KEEP : Attributes.mode(MODE);
    return new Step.Put(purpose, path, Content.of(wanted), attributes, digest, validate);
  }
}
