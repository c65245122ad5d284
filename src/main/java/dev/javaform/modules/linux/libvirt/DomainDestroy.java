package dev.javaform.modules.linux.libvirt;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.Sections;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;

/**
 * A guest is defined no more. Its definition, its variables and the state of its TPM, without which
 * a disk encrypted by BitLocker does not open, are copied first; its disks stay unless they are
 * asked for. It does so only where the guest's name stands there twice, and never with a guest that
 * runs unless that is asked for, too.
 *
 * @see <a href="https://www.libvirt.org/manpages/virsh.html">virsh(1), undefine</a>
 */
@Name("javaform.host.domain_destroy")
@Manual(
    summary = "Takes a guest away, after a copy of its definition, variables and TPM.",
    example =
        """
        - name: Take the guest away
          domain_destroy:
            name: win11
            confirm: win11
        """,
    returns = {"name: The guest's name.", "backup: The folder of the copies, if any are made."},
    restsOn = {
      "undefine takes the TPM's state along unless --keep-tpm says otherwise, and refuses "
          + "a domain with NVRAM without --nvram or --keep-nvram (virsh(1), undefine).",
      "The state of an emulated TPM lies under the domain's uuid, not its name (libvirt, "
          + "formatdomain).",
      "Where libvirt chose the firmware, the variables lie in NAME_VARS.fd or NAME_VARS.qcow2 of"
          + " its folder nvram; the definition does not say so, and undefine --nvram deletes them"
          + " (libvirt, src/qemu/qemu_driver.c, qemuDomainUndefineFlags)."
    })
public record DomainDestroy(
    @Argument("The guest's name.") String name,
    @Argument("Its name once more.") String confirm,
    @Argument(value = "Whether its disks that are files are deleted, too.", preset = "false")
        boolean disks,
    @Argument(
            value = "Whether a guest that runs is switched off, as by its plug.",
            preset = "false")
        boolean force,
    @Argument(value = "Where the copies go.", preset = "/var/lib/javaform/backup") String backup,
    @Argument(value = "Which libvirt.", preset = "qemu:///system") String uri)
    implements Module<DefinedGuest> {

  private static final String SCRIPT =
      """
      uri={} name={}
      title tool; command -v virsh >/dev/null 2>&1 || exit 0
      echo '|yes'
      title error
      virsh -q -c "$uri" list --name 2>&1 >/dev/null | head -n 3 | bars
      section xml virsh -q -c "$uri" dumpxml --inactive "$name"
      section state virsh -q -c "$uri" domstate "$name"
      exit 0
      """;

  public DomainDestroy {
    if (!name.equals(confirm)) {
      throw new IllegalArgumentException(
          "confirm must be the guest's name, \"%s\": this takes it away.".formatted(name));
    }
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_.+:@ -]*") || !backup.startsWith("/")) {
      throw new IllegalArgumentException(
          "name must be that of a domain, and backup an absolute path.");
    }
  }

  @Override
  public Probe<DefinedGuest> observe() {
    return Probe.of(Sections.script(SCRIPT, uri, name), DefinedGuest.class, DomainDestroy::read);
  }

  private static DefinedGuest read(Output output) {
    Sections seen = Sections.read(output);
    String xml = String.join("\n", seen.of("xml"));
    String error = String.join(" ", seen.of("error")).strip();
    if (xml.isBlank()) {
      var around = new DefinedGuest.Around(seen.has("tool"), error, "", "");
      return new DefinedGuest(false, false, ImmutableList.of(), around);
    }
    Element domain = Xml.parse(xml);
    return new DefinedGuest(
        true,
        !seen.first("state").equals("shut off"),
        files(domain),
        new DefinedGuest.Around(
            seen.has("tool"),
            error,
            text(domain, "uuid"),
            Xml.child(domain, "os").map(os -> text(os, "nvram")).orElse("")));
  }

  private static String text(Element parent, String name) {
    return Xml.child(parent, name).map(child -> child.getTextContent().strip()).orElse("");
  }

  /** CDs are images that others may use, and are not the guest's. */
  private static ImmutableList<String> files(Element domain) {
    return Xml.devices(domain, "disk")
        .filter(disk -> !disk.getAttribute("device").matches("cdrom|floppy"))
        .map(disk -> Xml.attribute(disk, "file", "source"))
        .filter(file -> file.startsWith("/"))
        .collect(ImmutableList.toImmutableList());
  }

  @Override
  public Plan<DefinedGuest> decide(DefinedGuest seen) {
    if (!seen.seen().tool() || !seen.seen().error().isEmpty()) {
      throw new ModuleFailure(
          "libvirt does not answer at %s: %s."
              .formatted(uri, seen.seen().tool() ? seen.seen().error() : "virsh is not installed"));
    }
    if (!seen.defined()) {
      return Plan.keep(seen).returning(Returns.of(ImmutableMap.of("name", name)));
    }
    if (seen.running() && !force) {
      throw new ModuleFailure(
          "%s runs. Shut it down first, or say \"force: true\" to switch it off as by its plug."
              .formatted(name));
    }
    List<Step> steps = new ArrayList<>();
    if (seen.running()) {
      steps.add(new Step.Run("switch it off", Script.sh("virsh -q -c {} destroy {}", uri, name)));
    }
    steps.add(copy(seen));
    steps.add(undefine());
    if (disks && !seen.disks().isEmpty()) {
      steps.add(new Step.Run("delete its disks", Script.sh("rm -f -- {}", seen.disks())));
    }
    DefinedGuest then =
        new DefinedGuest(
            false, false, ImmutableList.of(), new DefinedGuest.Around(true, "", "", ""));
    int copied = steps.indexOf(steps.stream().filter(this::isCopy).findFirst().orElseThrow());
    return Plan.move(seen, then, steps)
        .warning(kept(seen))
        .returning(
            Returns.of(ImmutableMap.of("name", name))
                .learning(
                    List.of("backup"),
                    outputs ->
                        outputs.size() > copied
                            ? ImmutableMap.of("backup", outputs.get(copied).stdout().strip())
                            : ImmutableMap.of()));
  }

  private boolean isCopy(Step step) {
    return step.purpose().equals(copyPurpose());
  }

  private String copyPurpose() {
    return "copy what is known of " + name;
  }

  private List<String> kept(DefinedGuest seen) {
    return disks || seen.disks().isEmpty()
        ? List.of()
        : List.of("Its disks stay: %s.".formatted(String.join(", ", seen.disks())));
  }

  /**
   * The state of a TPM is kept below the guest's uuid, not below its name; the variables of a
   * firmware that libvirt chose below its name, which the definition does not say.
   */
  private Step copy(DefinedGuest seen) {
    return new Step.Run(
        copyPurpose(),
        Script.sh(
            """
            uri={} name={} nvram={} tpm=/var/lib/libvirt/swtpm/{}
            umask 077
            to={}/$name-$(date -u +%Y%m%dT%H%M%SZ)
            mkdir -p "${to%/*}" && mkdir "$to" || exit 1
            virsh -q -c "$uri" dumpxml --inactive --security-info "$name" > "$to/domain.xml" || exit 1
            if [ -z "$nvram" ]; then
              for nvram in "/var/lib/libvirt/qemu/nvram/$name"_VARS.*; do [ ! -e "$nvram" ] || break; done
            fi
            if [ -e "$nvram" ]; then cp -p "$nvram" "$to/nvram" || exit 1; fi
            if [ -d "$tpm" ]; then cp -Rp "$tpm" "$to/tpm" || exit 1; fi
            sync
            echo "$to"
            """,
            uri,
            name,
            seen.seen().nvram(),
            seen.seen().uuid().isEmpty() ? "none" : seen.seen().uuid(),
            backup));
  }

  private Step undefine() {
    return new Step.Run(
        "undefine " + name,
        Script.sh(
            """
            uri={} name={} state={}
            virsh -q -c "$uri" undefine "$name" --nvram --managed-save --snapshots-metadata \\
              --checkpoints-metadata || exit 1
            rm -f -- "$state/$name" "$state/$name.xml"
            """,
            uri,
            name,
            Definition.STATE));
  }
}
