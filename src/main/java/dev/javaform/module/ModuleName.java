package dev.javaform.module;

/**
 * The full name of a module: {@code ansible.builtin.copy}.
 *
 * @param full its collection and, behind the last full stop, its short name
 */
public record ModuleName(String full) {

  private static final String LEGACY = "ansible.legacy.";

  /**
   * @throws IllegalArgumentException where it names no collection
   */
  public ModuleName {
    if (full.lastIndexOf('.') < 1 || full.endsWith(".")) {
      throw new IllegalArgumentException("\"" + full + "\" must be a collection and a name");
    }
  }

  /** The name alone, which tasks may use: {@code copy}. */
  public String shortName() {
    return shortName(full);
  }

  /** The last word of what a task wrote, whether it named a collection or not. */
  public static String shortName(String written) {
    return written.substring(written.lastIndexOf('.') + 1);
  }

  /** What stands before the name alone: {@code ansible.builtin}. */
  public String collection() {
    return full.substring(0, full.lastIndexOf('.'));
  }

  /**
   * Whether a task may call it so: by the full name, by its last word, or as one of {@code
   * ansible.legacy}, where all modules are.
   */
  public boolean answersTo(String written) {
    return written.equals(full)
        || written.equals(shortName())
        || written.equals(LEGACY + shortName());
  }

  @Override
  public String toString() {
    return full;
  }
}
