package dev.javaform.hardware.preflight;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import dev.javaform.hardware.pci.PciFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What the host is already told to keep for guests, and whether that is so. */
final class BindingRules {

  private static final String FOLDER = "etc/modprobe.d";
  private static final Splitter WORDS = Splitter.on(CharMatcher.whitespace()).omitEmptyStrings();

  private final Case at;
  private final ImmutableSet<String> ofKernel;
  private final ImmutableSet<String> ofModprobe;

  BindingRules(Case at) {
    this.at = at;
    this.ofKernel =
        at.arguments().values().get("vfio_pci.ids").stream()
            .flatMap(BindingRules::ids)
            .collect(toImmutableSet());
    this.ofModprobe =
        at.tree().names(FOLDER).stream()
            .filter(name -> name.endsWith(".conf"))
            .flatMap(name -> at.tree().lines(FOLDER + "/" + name).stream())
            .map(String::strip)
            .filter(line -> line.matches("options\\s+vfio[-_]pci\\s.*"))
            .flatMap(line -> WORDS.splitToStream(line))
            .filter(word -> word.startsWith("ids="))
            .flatMap(word -> ids(word.substring("ids=".length())))
            .collect(toImmutableSet());
  }

  /** Vendor and device of each; what may stand behind them narrows them further. */
  private static Stream<String> ids(String list) {
    return Splitter.on(',')
        .omitEmptyStrings()
        .splitToStream(CharMatcher.is('"').removeFrom(list))
        .map(Ascii::toLowerCase)
        .map(id -> id.replaceFirst("^([0-9a-f]{4}:[0-9a-f]{4}).*$", "$1"));
  }

  void tell(Consumer<Finding> to) {
    if (!ofKernel.isEmpty() && !ofModprobe.isEmpty()) {
      to.accept(
          new Finding(
              Rule.IDS_TWICE,
              "ids stand on the kernel's command line (%s) and in /etc/modprobe.d (%s)."
                  .formatted(String.join(",", ofKernel), String.join(",", ofModprobe)),
              "Keep one place: what is changed in one of them only is half changed."));
    }
    for (PciFunction each : at.bus().all()) {
      if (ofKernel.contains(each.id()) || ofModprobe.contains(each.id())) {
        kept(each, to);
      }
    }
  }

  private void kept(PciFunction each, Consumer<Finding> to) {
    if (!at.needs(each).isEmpty()) {
      to.accept(
          new Finding(
              Rule.IDS_OF_HOST_DEVICES,
              "%s has an id that vfio-pci is told to take, and carries %s."
                  .formatted(Phrases.of(each), String.join(", ", at.needs(each))),
              "Take the id out before the next boot, and bind the device that is meant by its"
                  + " address."));
    } else if (each.driver().filter(driver -> !driver.equals(PciFunction.VFIO)).isPresent()) {
      to.accept(
          new Finding(
              Rule.LATE_BINDING,
              "vfio-pci is told to take %s, and %s has it."
                  .formatted(Phrases.of(each), each.driver().get()),
              "Three things must hold: the id is known early (modprobe.d or command line), a softdep"
                  + " lets %s wait for vfio-pci, and both are in the initial RAM disk. Then reboot;"
                      .formatted(each.driver().get())
                  + " \"journalctl -k --grep vfio\" says the rest."));
    }
  }
}
