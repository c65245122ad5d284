package dev.javaform.modules.linux.facts;

/** Which of libvirt's two layouts of daemons is installed. */
final class Libvirt {

  /** Where both are installed, the enabled one counts; where neither is enabled, the newer one. */
  static final String SCRIPT =
      """
      for f in usr/lib/systemd/system lib/systemd/system etc/systemd/system; do
        [ -e "$f/virtqemud.service" ] && echo modular=installed
        [ -e "$f/libvirtd.service" ] && echo monolithic=installed
      done
      for f in etc/systemd/system/*.wants/libvirtd.s*; do
        [ -L "$f" ] && echo monolithic=enabled
      done
      for f in etc/systemd/system/*.wants/virtqemud.s*; do
        [ -L "$f" ] && echo modular=enabled
      done
      """;

  private Libvirt() {}

  /** {@code modular}, {@code monolithic} or {@code absent}. */
  static String layout(FactText text) {
    String modular = text.value("modular").orElse("");
    String monolithic = text.value("monolithic").orElse("");
    if (modular.isEmpty() && monolithic.isEmpty()) {
      return "absent";
    }
    boolean older =
        modular.isEmpty() || (monolithic.equals("enabled") && !modular.equals("enabled"));
    return older ? "monolithic" : "modular";
  }
}
