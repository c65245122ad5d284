package dev.javaform.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.hardware.dmi.Smbios;
import dev.javaform.hardware.pci.PciFunction;
import dev.javaform.hardware.preflight.Candidate;
import dev.javaform.hardware.preflight.Proposal;
import dev.javaform.python.JsonStyle;
import dev.javaform.python.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers as variables, each with a comment. Secrets are looked up in the environment. */
final class SetupBlock {

  static final String BEGIN = "# BEGIN javaform init";
  static final String END = "# END javaform init";

  private static final JsonWriter QUOTED =
      new JsonWriter(JsonStyle.LINE.unicode().strictly(), Object::toString);

  private final JudgedMachine judged;
  private final ImmutableMap<String, String> answers;
  private final ImmutableList<Map<String, Object>> others;
  private final StringBuilder text = new StringBuilder();

  private SetupBlock(
      JudgedMachine judged,
      ImmutableMap<String, String> answers,
      ImmutableList<Map<String, Object>> others) {
    this.judged = judged;
    this.answers = answers;
    this.others = others;
  }

  /**
   * The text, from the first mark to the last.
   *
   * @param others devices that are passed besides those that were asked for
   */
  static String of(
      JudgedMachine judged,
      ImmutableMap<String, String> answers,
      ImmutableList<Map<String, Object>> others) {
    return new SetupBlock(judged, answers, others).text();
  }

  private String text() {
    line(BEGIN + ": run it again to change what is between the marks");
    devices();
    comment("Memory of the guest in GiB, and its disk.");
    plain(SetupQuestions.MEMORY);
    plain(SetupQuestions.DISK_SIZE);
    quoted(SetupQuestions.DISK, answers.get(SetupQuestions.DISK));
    comment("Risks that are accepted; none is needed for passing devices through.");
    boolean open = isYes(SetupQuestions.MITIGATIONS);
    line("kernel_arguments_accept: " + (open ? "[mitigations_off]" : "[]"));
    line("accept_unprotected_boot: " + isYes(SetupQuestions.UNPROTECTED));
    comment("Services that are switched off.");
    units();
    comment("What the guest sees of this machine.");
    spoof();
    comment("What an unattended installation of Windows reads.");
    install();
    line(END);
    return text.toString();
  }

  private void devices() {
    comment("The devices that the guest gets; they are judged before anything is bound.");
    List<String> entries = new ArrayList<>();
    device(SetupQuestions.GPU, judged.judgement().proposal().cards()).ifPresent(entries::add);
    device(SetupQuestions.USB, judged.judgement().proposal().controllers()).ifPresent(entries::add);
    others.forEach(each -> entries.add("  - " + QUOTED.text(each) + "\n"));
    if (entries.isEmpty()) {
      line("passthrough_devices: []");
    } else {
      line("passthrough_devices:");
      entries.forEach(text::append);
    }
  }

  private Optional<String> device(String role, List<Candidate> candidates) {
    String address = answers.getOrDefault(role, SetupQuestions.NONE);
    if (address.equals(SetupQuestions.NONE)) {
      return Optional.empty();
    }
    return Optional.of(
        candidates.stream()
            .filter(each -> each.function().address().equals(address))
            .map(each -> Proposal.entry(each, ""))
            .findFirst()
            .orElseGet(() -> unproposed(role, address)));
  }

  private String unproposed(String role, String address) {
    String id =
        judged
            .machine()
            .pci()
            .at(address)
            .map(PciFunction::id)
            .map(found -> "    id: " + QUOTED.text(found) + "\n")
            .orElse("");
    return "  - role: %s\n    address: %s\n%s".formatted(role, QUOTED.text(address), id);
  }

  private void units() {
    ImmutableList<String> names =
        Splitter.on(',')
            .trimResults()
            .omitEmptyStrings()
            .splitToStream(answers.getOrDefault(SetupQuestions.UNITS, ""))
            .collect(toImmutableList());
    line(SetupQuestions.UNITS + ": " + QUOTED.text(names));
  }

  private void spoof() {
    boolean wanted = isYes(SetupQuestions.SPOOF);
    line("guest_hide_hypervisor: " + wanted);
    Smbios smbios = Smbios.of(judged.machine().dmi());
    ImmutableMap.Builder<String, String> names = ImmutableMap.builder();
    smbios
        .manufacturer()
        .filter(SetupBlock::isPlain)
        .ifPresent(name -> names.put("manufacturer", name));
    smbios.product().filter(SetupBlock::isPlain).ifPresent(name -> names.put("product", name));
    line("guest_smbios: " + (wanted ? QUOTED.text(names.buildOrThrow()) : "{}"));
  }

  /** What a host says becomes no template. */
  private static boolean isPlain(String told) {
    return !told.contains("{");
  }

  private void install() {
    line(SetupQuestions.INSTALL + ": " + isYes(SetupQuestions.INSTALL));
    if (!isYes(SetupQuestions.INSTALL)) {
      return;
    }
    for (String key : List.of("language", "edition", "user", "time_zone")) {
      quoted("guest_install_" + key, answers.get("guest_install_" + key));
    }
    comment("Secrets stand in no file: export GUEST_PASSWORD before a run.");
    environment("guest_install_password", "GUEST_PASSWORD");
    if (isYes(SetupQuestions.PRODUCT_KEY)) {
      comment("The same for the key: GUEST_PRODUCT_KEY.");
      environment(SetupQuestions.PRODUCT_KEY, "GUEST_PRODUCT_KEY");
    }
  }

  private void environment(String variable, String name) {
    line("%s: \"{{ lookup('ansible.builtin.env', '%s') }}\"".formatted(variable, name));
  }

  private boolean isYes(String key) {
    return SetupQuestion.YES.equals(answers.get(key));
  }

  private void plain(String key) {
    line(key + ": " + answers.get(key));
  }

  private void quoted(String key, @Nullable String value) {
    line(key + ": " + QUOTED.text(value));
  }

  private void comment(String words) {
    line("\n# " + words);
  }

  private void line(String words) {
    text.append(words).append('\n');
  }
}
