package dev.javaform.cli;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.hardware.dmi.Smbios;
import dev.javaform.hardware.preflight.Candidate;
import dev.javaform.hardware.preflight.Proposal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a person has to decide about a host and its guest, with what the host suggests. */
final class SetupQuestions {

  static final String GPU = "gpu";
  static final String USB = "usb";
  static final String NONE = "none";
  static final String MEMORY = "guest_memory_gib";
  static final String DISK = "guest_disk";
  static final String DISK_SIZE = "guest_disk_gib";
  static final String MITIGATIONS = "mitigations_off";
  static final String UNPROTECTED = "accept_unprotected_boot";
  static final String UNITS = "host_tuning_disabled_units";
  static final String SPOOF = "spoof_smbios";
  static final String INSTALL = "guest_install_enabled";
  static final String PRODUCT_KEY = "guest_install_product_key";

  private static final long HOST_GIB = 4;
  private static final long TENTH = 10;
  private static final String GIB = "[1-9][0-9]{0,5}";

  private final JudgedMachine judged;
  private final Function<String, Optional<String>> present;

  /**
   * Questions about a machine.
   *
   * @param present the answer that counts now, by the question's key
   */
  SetupQuestions(JudgedMachine judged, Function<String, Optional<String>> present) {
    this.judged = judged;
    this.present = present;
  }

  ImmutableList<SetupQuestion> all() {
    Proposal proposal = judged.judgement().proposal();
    return ImmutableList.of(
        device(GPU, "Which graphics card goes to the guest?", proposal.cards()),
        device(
            USB,
            "Which USB controller goes to the guest, with all that is plugged in?",
            proposal.controllers()),
        SetupQuestion.free(
            MEMORY, "How much memory does the guest get, in GiB?", GIB, "a number", memory()),
        SetupQuestion.free(
            DISK_SIZE,
            "How large is the guest's disk, in GiB?",
            GIB,
            "a number",
            now(DISK_SIZE, "256")),
        SetupQuestion.free(
            DISK,
            "Where is the guest's disk: a file that is made, or a block device?",
            "/\\P{Cntrl}+",
            "a whole path",
            now(DISK, "/var/lib/libvirt/images/{{ guest_name }}.raw")),
        SetupQuestion.either(
            MITIGATIONS,
            "Leave the processor's known holes open (mitigations=off), for some per cent?",
            isYes(MITIGATIONS)),
        SetupQuestion.either(
            UNPROTECTED,
            "Change the boot without a way back where a trial boot is not possible?",
            isYes(UNPROTECTED)),
        SetupQuestion.free(
            UNITS,
            "Which services are switched off? Commas between them; nothing for none.",
            "[\\w@.:\\\\-]*(\\s*,\\s*[\\w@.:\\\\-]+)*",
            "names of units with commas between them",
            now(UNITS, "power-profiles-daemon")),
        SetupQuestion.either(
            SPOOF,
            "Show the guest this machine's board (%s), and no hypervisor?".formatted(board()),
            isYes(SPOOF)),
        SetupQuestion.either(
            INSTALL, "Write what an unattended installation of Windows reads?", isYes(INSTALL)),
        install("guest_install_language", "Language of Windows?", "[A-Za-z-]+", "en-US"),
        install("guest_install_edition", "Edition of Windows?", "\\P{Cntrl}+", "Windows 11 Pro"),
        SetupQuestion.either(
                PRODUCT_KEY,
                "Is there a product key? It is read from the environment.",
                isYes(PRODUCT_KEY))
            .after(INSTALL),
        install("guest_install_user", "Name of the account that plays?", "[\\w .-]{1,20}", "gamer"),
        install(
            "guest_install_time_zone", "Time zone, as tzutil /l lists it?", "\\P{Cntrl}+", "UTC"));
  }

  private SetupQuestion install(String key, String text, String form, String preset) {
    return SetupQuestion.free(key, text, form, "text", now(key, preset)).after(INSTALL);
  }

  private String now(String key, String otherwise) {
    return present.apply(key).orElse(otherwise);
  }

  private boolean isYes(String key) {
    return present.apply(key).filter(SetupQuestion.YES::equals).isPresent();
  }

  /** What is there now is a choice, too, although nobody would propose it. */
  private SetupQuestion device(String key, String text, List<Candidate> candidates) {
    Map<String, String> choices = new LinkedHashMap<>();
    for (Candidate each : candidates) {
      choices.put(each.function().address(), about(each));
    }
    String preset = now(key, first(candidates));
    if (!preset.equals(NONE)) {
      choices.putIfAbsent(preset, "as it is now");
    }
    choices.put(NONE, "");
    return SetupQuestion.among(key, text, ImmutableMap.copyOf(choices), preset);
  }

  /** What needs somebody's word is never proposed. */
  private static String first(List<Candidate> candidates) {
    return candidates.stream()
        .filter(Candidate::isReady)
        .map(each -> each.function().address())
        .findFirst()
        .orElse(NONE);
  }

  private static String about(Candidate each) {
    String more = each.about().stream().collect(joining(", "));
    return each.function().title() + (more.isEmpty() ? "" : ": " + more);
  }

  /** Half of it, but for what the host keeps. */
  private String memory() {
    long total = judged.machine().memory().totalKib().orElse(0L) >> 20;
    long most = total - Math.max(HOST_GIB, total / TENTH);
    return now(MEMORY, Long.toString(Math.max(1, Math.min(total / 2, most))));
  }

  private String board() {
    Smbios smbios = Smbios.of(judged.machine().dmi());
    String names =
        List.of(smbios.manufacturer(), smbios.product()).stream()
            .flatMap(Optional::stream)
            .collect(joining(" "));
    return names.isEmpty() ? "unknown" : names;
  }
}
