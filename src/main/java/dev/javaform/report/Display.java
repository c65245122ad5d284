package dev.javaform.report;

/**
 * What of a run is shown, and how.
 *
 * @param verbosity how many {@code -v}
 * @param check whether the run changes nothing
 * @param person whether somebody reads it at once, and not a script that knows Ansible's words
 * @param skipped whether hosts are shown that a task was skipped on
 * @param ok whether hosts are shown that were as wanted
 * @param failuresApart whether failures go to standard error
 */
public record Display(
    Palette palette,
    int verbosity,
    boolean check,
    boolean person,
    boolean skipped,
    boolean ok,
    boolean failuresApart) {

  /** Everything, without colours, as scripts know it. */
  public static Display plain(boolean check) {
    return new Display(Palette.PLAIN, 0, check, false, true, true, false);
  }

  /** Whether a task may have nothing to show. */
  boolean hides() {
    return !skipped || !ok;
  }

  boolean shows(boolean change, boolean skip) {
    return change || (skip ? skipped : ok);
  }

  /** Whether it is told what would be, and not what is. */
  boolean isPlan() {
    return check && person;
  }
}
