package dev.javaform.modules.linux.libvirt;

import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Argument;
import dev.javaform.module.Content;
import dev.javaform.module.ControllerFile;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A libvirt domain's definition holds what an XML says. What the XML does not speak of stays: uuid,
 * MAC addresses, variable store, machine type, PCI addresses, TPM. What an earlier XML of this
 * module said and this one does not is removed. A domain is never undefined, for that deletes the
 * guest's TPM and variables. A running guest is not touched: {@code restart_required} tells that it
 * gets the change at its next start.
 *
 * @see <a href="https://libvirt.org/formatdomain.html">Domain XML format</a>
 */
@Name("javaform.host.virsh_define")
@Manual(
    summary = "Defines a guest of libvirt, and keeps its uuid, MAC addresses, TPM and variables.",
    example =
        """
        - name: Define the guest
          virsh_define:
            src: win11.xml.j2
          register: guest

        - name: Say when it takes effect
          debug:
            msg: Shut the guest down and start it again.
          when: guest.restart_required
        """,
    returns = {
      "name: The guest's name.",
      "running: Whether it runs.",
      "restart_required: Whether the definition takes effect only at its next start.",
      "pending: Where the running guest differs from the definition.",
      "dropped: The parts of the definition that libvirt did not keep, which is a failure."
    },
    restsOn = {
      "A definition without a MAC address gets a new one each time, and q35 becomes the "
          + "newest machine there is, so both are kept from what is there (libvirt, "
          + "formatdomain).",
      "libvirt drops what it does not know without a word, so the definition is read back "
          + "(virsh(1), define).",
      "The memory that a guest has now is written into its definition beside its memory, and either"
          + " devices are numbered for the boot or kinds of devices are, so these follow what is"
          + " wished (libvirt, formatdomain).",
      "The variables of a firmware are a copy of the template that belongs to it, made at a guest's"
          + " first start and kept at every other (libvirt, formatdomain, nvram).",
      "A domain without a memballoon gets a virtio one (libvirt, formatdomain)."
    })
public record VirshDefine(
    @Argument("The domain's XML.") Optional<String> xml,
    @Argument(value = "A template of the XML, instead of xml.", meaning = Argument.Meaning.TEMPLATE)
        Optional<ControllerFile> src,
    @Argument(value = "Which libvirt.", preset = "qemu:///system") String uri,
    @Argument(
            value =
                "Whether the XML is held against the host's schema of libvirt, in check mode, too,"
                    + " which shows what would be dropped silently.",
            preset = "true")
        boolean validate)
    implements Module<Domain> {

  public VirshDefine {
    if (xml.isPresent() == src.isPresent()) {
      throw new IllegalArgumentException("virsh_define needs either xml or src.");
    }
    String name = new Definition(text(xml, src)).name();
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_.+:@ -]*")) {
      throw new IllegalArgumentException("\"%s\" cannot be the name of a domain.".formatted(name));
    }
  }

  private static String text(Optional<String> xml, Optional<ControllerFile> src) {
    return xml.or(() -> src.flatMap(file -> file.content().text(1 << 22))).orElse("");
  }

  private Definition definition() {
    return new Definition(text(xml, src));
  }

  @Override
  public Probe<Domain> observe() {
    return definition().probe(uri);
  }

  @Override
  public Plan<Domain> decide(Domain seen) {
    Definition wish = definition();
    wish.requireSense();
    requireLibvirt(seen);
    if (uri.startsWith("qemu:")) {
      wish.requireCpus(seen);
    }
    Map<String, String> lacking = wish.lacking(seen);
    boolean asWished = lacking.isEmpty() && wish.leftOver(seen).isEmpty();
    boolean checked = asWished || !validate || wish.requireSchema(seen);
    requireKept(seen, wish, lacking);
    requireSameFirmware(seen, wish);
    Plan<Domain> plan =
        asWished ? Plan.keep(seen) : Plan.move(seen, wish.after(seen), define(seen, wish));
    return plan.warning(warnings(seen, wish, checked))
        .warning(missing(seen, wish))
        .returning(returns(seen, wish, !asWished));
  }

  private void requireLibvirt(Domain seen) {
    if (!seen.seen().tool()) {
      throw new ModuleFailure(
          "virsh is not installed on this host. Install libvirt's clients first.");
    }
    if (!seen.seen().error().isEmpty()) {
      throw new ModuleFailure(
          "libvirt does not answer at %s: %s. Start its socket (libvirtd.socket or virtqemud.socket), and set \"become: true\"."
              .formatted(uri, seen.seen().error()));
    }
  }

  /** The same wish was applied, nobody changed anything since, and still something is missing. */
  private static void requireKept(Domain seen, Definition wish, Map<String, String> lacking) {
    if (!lacking.isEmpty()
        && seen.seen().untouched()
        && seen.seen().applied().equals(wish.text())) {
      throw new ModuleFailure(
          "libvirt dropped %s: it accepted the definition but did not keep that part. This version does not know it, or it is in the wrong place. Remove it from the XML, or write it as libvirt's documentation says."
              .formatted(lacking),
          ImmutableMap.of("dropped", List.copyOf(lacking.keySet())));
    }
  }

  private static void requireSameFirmware(Domain seen, Definition wish) {
    wish.keptAgainstTheWish(seen).stream()
        .filter(kept -> kept.startsWith("os/loader "))
        .findFirst()
        .ifPresent(
            kept -> {
              throw new ModuleFailure(
                  "The firmware of an existing guest is not changed, because its variable store"
                      + " would no longer fit: "
                      + kept
                      + ". Leave the loader out of the XML, or make a new guest.");
            });
    wish.changedFirmware(seen)
        .ifPresent(
            change -> {
              throw new ModuleFailure(
                  "The firmware of a guest that was started once is not changed: %s. Its variables, %s, belong to the firmware that made them, and a disk that BitLocker has encrypted asks for its recovery key after such a change. Leave that as it is in the XML, or take the guest away (domain_destroy keeps copies; its disks stay) and define it anew."
                      .formatted(change, seen.seen().variables()));
            });
  }

  private Step define(Domain seen, Definition wish) {
    Script.Sh script =
        Script.sh(
                """
                uri={} name={} state={} check={}
                umask 077
                file=$(mktemp) || exit 1
                trap 'rm -f "$file"' EXIT
                cat > "$file"
                mkdir -p "$state" /var/lib/javaform/backup || exit 1
                if virsh -q -c "$uri" dominfo "$name" >/dev/null 2>&1; then
                  virsh -q -c "$uri" dumpxml --inactive --security-info "$name" \\
                    > "/var/lib/javaform/backup/$(date -u +%Y%m%dT%H%M%SZ)-$name.xml" || exit 1
                fi
                virsh -q -c "$uri" define $check "$file" >/dev/null || exit 1
                virsh -q -c "$uri" dumpxml --inactive --security-info "$name" > "$state/$name.xml" || exit 1
                sha256sum < "$state/$name.xml" > "$state/$name"
                """,
                uri, wish.name(), Definition.STATE, validate ? "--validate" : "")
            .reading(Content.of(wish.xml(seen)).hidden());
    return new Step.Run("define the domain " + wish.name(), script);
  }

  private static List<String> warnings(Domain seen, Definition wish, boolean checked) {
    List<String> warnings = new ArrayList<>();
    if (!checked) {
      warnings.add(
          "The XML was not held against libvirt's schema beforehand: %s on this host has none that can be read. libvirt itself checks it when it is defined."
              .formatted(HostSchemas.FOLDER));
    }
    wish.keptAgainstTheWish(seen)
        .forEach(kept -> warnings.add("The guest's identity is not changed: " + kept + "."));
    return warnings;
  }

  private List<String> missing(Domain seen, Definition wish) {
    List<String> missing = uri.startsWith("qemu:") ? wish.missingFunctions(seen) : List.of();
    return missing.isEmpty()
        ? List.of()
        : List.of(
            "The guest cannot start: no PCI device is at %s on this host. Addresses move when a card is added or taken out."
                .formatted(String.join(", ", missing)));
  }

  private static Returns returns(Domain seen, Definition wish, boolean changes) {
    boolean running = !seen.seen().live().isEmpty();
    Map<String, String> pending = wish.lackingLive(seen);
    return Returns.of(
        ImmutableMap.of(
            "name",
            wish.name(),
            "running",
            running,
            "restart_required",
            running && (changes || !pending.isEmpty()),
            "pending",
            pending));
  }
}
