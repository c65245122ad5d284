package dev.javaform.modules.linux.kernel;

/**
 * Where a setting of the kernel may be kept, in the order in which they act at boot: the later one
 * wins, but that tuned may apply sysctl's files once more after itself.
 */
enum SettingPlace {
  COMMAND_LINE("the command line of the kernel"),
  SYSCTL("sysctl.d"),
  UDEV("udev's rules"),
  TMPFILES("tmpfiles.d"),
  TUNED("tuned's active profile");

  private final String shown;

  SettingPlace(String shown) {
    this.shown = shown;
  }

  @Override
  public String toString() {
    return shown;
  }
}
