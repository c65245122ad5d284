package dev.javaform.modules.linux.kernel;

/**
 * Who sets one key.
 *
 * @param key what is set: the name of a kernel parameter, or a path below /sys
 * @param place the kind of place
 * @param file the file; what the kernel was started with has none
 * @param line the number of its line
 * @param value what it is set to
 */
record SettingOwner(String key, SettingPlace place, String file, int line, String value) {

  /** Whether it is somebody's choice for this host, and no default of a distribution. */
  boolean isChosen() {
    return place == SettingPlace.COMMAND_LINE
        || file.startsWith("/etc/")
        || file.startsWith("/run/");
  }

  /** Where it stands. */
  String where() {
    return file.isEmpty() ? place.toString() : file + ":" + line;
  }

  @Override
  public String toString() {
    return "%s (%s)".formatted(where(), value);
  }
}
