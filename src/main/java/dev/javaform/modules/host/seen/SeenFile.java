package dev.javaform.modules.host.seen;

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

  /** No file. */
  public static final SeenFile ABSENT = new SeenFile(Digest.ABSENT, "", true);

  /** A file that holds exactly this text. */
  public static SeenFile of(String text) {
    return new SeenFile(Content.of(text).digest(), text, true);
  }

  /** Whether there is a file. */
  public boolean exists() {
    return !digest.equals(Digest.ABSENT);
  }

  /** A step that replaces exactly this file by {@code wanted}; a new file gets mode 0644. */
  public Step.Put put(String purpose, String path, String wanted, Optional<String> validate) {
    Attributes attributes = exists() ? Attributes.KEEP : Attributes.mode("0644");
    return new Step.Put(purpose, path, Content.of(wanted), attributes, digest, validate);
  }
}
