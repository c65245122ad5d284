package dev.javaform.template;

/**
 * A value nobody knows yet: the output of a step that check mode did not take, or that a later task
 * registers. Any use of it throws {@link UnknownValueException}; passing it on whole is no use.
 *
 * @param what what it would be: {@code result.stdout of task "read the clock"}
 */
public record Unknown(String what) {

  /** What reports show in its place. */
  @Override
  public String toString() {
    return "(not known yet: " + what + ")";
  }
}
