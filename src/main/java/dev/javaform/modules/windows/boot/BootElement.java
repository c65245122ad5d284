package dev.javaform.modules.windows.boot;

import com.google.common.collect.ImmutableMap;
import java.util.Locale;
import java.util.Optional;

/**
 * What bcdedit.exe calls the elements of a boot entry, and what their numbers are (Microsoft, "BCD
 * Reference": BcdLibraryElementTypes, BcdOSLoaderElementTypes).
 */
final class BootElement {

  static final ImmutableMap<String, Long> NUMBERS =
      ImmutableMap.<String, Long>builder()
          .put("recoveryenabled", 0x16000009L)
          .put("nointegritychecks", 0x16000048L)
          .put("testsigning", 0x16000049L)
          .put("nx", 0x25000020L)
          .put("numproc", 0x25000061L)
          .put("msi", 0x25000071L)
          .put("pciexpress", 0x25000072L)
          .put("safeboot", 0x25000080L)
          .put("bootlog", 0x26000090L)
          .put("useplatformclock", 0x260000A2L)
          .put("forcelegacyplatform", 0x260000A3L)
          .put("useplatformtick", 0x260000A4L)
          .put("disabledynamictick", 0x260000A5L)
          .put("tscsyncpolicy", 0x250000A6L)
          .put("bootmenupolicy", 0x250000C2L)
          .put("bootstatuspolicy", 0x250000E0L)
          .put("hypervisorlaunchtype", 0x250000F0L)
          .buildOrThrow();

  private BootElement() {}

  /** The number of a name, or of a number written as 0x260000a2. */
  static Optional<Long> number(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.matches("0x[0-9a-f]{8}")) {
      return Optional.of(Long.parseLong(lower.substring(2), 16));
    }
    return Optional.ofNullable(NUMBERS.get(lower));
  }
}
