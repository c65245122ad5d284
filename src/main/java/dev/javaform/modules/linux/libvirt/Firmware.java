package dev.javaform.modules.linux.libvirt;

import com.google.common.collect.Maps;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/**
 * The firmware that a guest boots from, and the one that a wish names for it. A guest's variables
 * belong to the firmware that made them: Secure Boot's keys are among them, and what BitLocker
 * sealed in the TPM opens only while they are measured as before.
 *
 * @param now the element {@code os} of the guest
 * @param wish that of the wish
 * @see <a href="https://libvirt.org/formatdomain.html#bios-bootloader">BIOS bootloader</a>
 */
record Firmware(Element now, Element wish) {

  private static final String FIRMWARE = "firmware";
  private static final String LOADER = "loader";

  /** Nothing where one of the domains says nothing of how it boots. */
  static Optional<Firmware> of(Element domain, Element wish) {
    return Xml.child(domain, "os")
        .flatMap(now -> Xml.child(wish, "os").map(wished -> new Firmware(now, wished)));
  }

  /** Whether a path of a domain says which firmware it has. */
  static boolean isOf(String path) {
    return path.matches("os/(@firmware|firmware(/.*)?|loader(/.*)?)");
  }

  /** Those paths of a domain, with what they say. */
  static Map<String, String> paths(Element domain) {
    return Maps.filterKeys(
        DomainNodes.of(domain, DomainNodes.common(domain, domain)), Firmware::isOf);
  }

  /** What the wish would change of it; nothing where it changes nothing, or only adds to it. */
  Optional<String> change() {
    if (Xml.child(wish, LOADER).isPresent()) {
      return now.hasAttribute(FIRMWARE) && Xml.child(now, LOADER).isEmpty()
          ? Optional.of("os/loader is libvirt's choice (the XML names one)")
          : Optional.empty();
    }
    return isNamedByHand() ? changedSecurity() : changedChoice();
  }

  /** Whether somebody named the file of the firmware, where the wish leaves that to libvirt. */
  boolean isNamedByHand() {
    return wish.hasAttribute(FIRMWARE)
        && Xml.child(wish, LOADER).isEmpty()
        && !now.hasAttribute(FIRMWARE)
        && Xml.child(now, LOADER).isPresent();
  }

  private Optional<String> changedSecurity() {
    String secure = Xml.attribute(now, "secure", LOADER).equals("yes") ? "yes" : "no";
    return feature(wish, "secure-boot")
        .filter(wished -> !wished.equals(secure))
        .map(wished -> change("os/loader/@secure", secure, wished));
  }

  private Optional<String> changedChoice() {
    String kind = now.getAttribute(FIRMWARE);
    String wished = wish.getAttribute(FIRMWARE);
    return kind.isEmpty() || wished.isEmpty() || kind.equals(wished)
        ? features(wish).flatMap(it -> changed(it).stream()).findFirst()
        : Optional.of(change("os/@firmware", kind, wished));
  }

  private Optional<String> changed(Element feature) {
    String name = feature.getAttribute("name");
    String wished = feature.getAttribute("enabled");
    return feature(now, name)
        .filter(is -> !is.equals(wished))
        .map(is -> change("os/firmware/feature[%s]/@enabled".formatted(name), is, wished));
  }

  private static String change(String path, String is, String wished) {
    return "%s is %s (the XML says %s)".formatted(path, is, wished);
  }

  private static Optional<String> feature(Element os, String name) {
    return features(os)
        .filter(feature -> feature.getAttribute("name").equals(name))
        .map(feature -> feature.getAttribute("enabled"))
        .findFirst();
  }

  private static Stream<Element> features(Element os) {
    return Xml.child(os, FIRMWARE).stream()
        .flatMap(firmware -> Xml.children(firmware).stream())
        .filter(child -> child.getTagName().equals("feature"));
  }

  /** Takes out of the wish what the file that somebody named fulfils already. */
  void leaveToTheFile() {
    wish.removeAttribute(FIRMWARE);
    Xml.child(wish, FIRMWARE).ifPresent(wish::removeChild);
  }

  /** Lets libvirt choose the firmware anew, and where its variables go if there are none yet. */
  void forgetTheChoice(boolean started) {
    forget(LOADER);
    if (!wish.hasAttribute(FIRMWARE) && Xml.child(wish, LOADER).isPresent()) {
      now.removeAttribute(FIRMWARE);
      forget(FIRMWARE);
    }
    if (!started) {
      forget("nvram");
    }
  }

  private void forget(String name) {
    if (Xml.child(wish, name).isEmpty()) {
      Xml.child(now, name).ifPresent(now::removeChild);
    }
  }
}
