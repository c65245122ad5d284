package dev.javaform.module;

import java.util.Optional;

/**
 * Owner, group and mode of a file, as far as they are set; what is not set is kept, or is the
 * default of whoever creates the file.
 *
 * @param owner a user name or a numeric id
 * @param group a group name or a numeric id
 * @param mode permission bits as an octal number of four digits: {@code 0644}
 */
public record Attributes(Optional<String> owner, Optional<String> group, Optional<String> mode) {

  /** Nothing set. */
  public static final Attributes KEEP =
      new Attributes(Optional.empty(), Optional.empty(), Optional.empty());

  /** Only the mode set. */
  public static Attributes mode(String mode) {
    return new Attributes(Optional.empty(), Optional.empty(), Optional.of(mode));
  }
}
