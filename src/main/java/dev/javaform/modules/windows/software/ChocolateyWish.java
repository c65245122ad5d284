package dev.javaform.modules.windows.software;

import java.util.Locale;

/** What is to be of packages of Chocolatey. */
public enum ChocolateyWish {
  /** Not there. */
  ABSENT,
  /** There, be it an older version than is there. */
  DOWNGRADE,
  /** There, and the newest. */
  UPGRADE,
  /** There, and the newest. */
  LATEST,
  /** There. */
  PRESENT,
  /** Removed and installed anew, each time. */
  REINSTALLED;

  /** Whether it has to be the newest version there is. */
  boolean isNewest() {
    return this == UPGRADE || this == LATEST;
  }

  /** Case does not count in names of packages. */
  static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
