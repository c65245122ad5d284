package dev.javaform.modules.linux.boot;

/** How what belongs to a trial boot is called on a host. */
final class TrialNames {

  /** The entry that is started once; it sorts behind all others. */
  static final String TRIAL = AsideEntry.OURS + "trial";

  /** The entry of what was running before, where the default is something else. */
  static final String BEFORE = AsideEntry.OURS + "before";

  /** What an image of the trial's own is called behind the name of the one in use. */
  static final String IMAGE = ".javaform-trial";

  /** Where files of that name are, for a shell: beside the images that are looked at. */
  static final String FILES =
      "/boot/*.javaform-trial /boot/*/*/*.javaform-trial /efi/*/*/*.javaform-trial"
          + " /boot/efi/*/*/*.javaform-trial";

  static final String UNIT = "javaform-trial.service";
  static final String UNITS = "/etc/systemd/system/";
  static final String WATCH = "/etc/javaform/trial-watch";

  /** Where the verdict and its reasons are kept. */
  static final String STATE = "/var/lib/javaform/trial";

  private TrialNames() {}
}
