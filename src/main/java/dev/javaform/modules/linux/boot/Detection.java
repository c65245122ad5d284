package dev.javaform.modules.linux.boot;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.modules.linux.Sections;
import dev.javaform.modules.linux.SeenFile;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells which boot loader a host starts with: the first that fits, in a fixed order. */
final class Detection {

  private static final ImmutableMap<String, String> OWNERS =
      ImmutableMap.of(
          "ostree",
          "This is an rpm-ostree system: its kernel arguments belong to its deployments, and files"
              + " under /boot must not be edited. Use \"rpm-ostree kargs"
              + " --append-if-missing=ARGUMENT --delete-if-present=ARGUMENT\" in a command task.",
          "nixos",
          "This is NixOS: what is written to the boot loader is lost at the next rebuild. Set"
              + " boot.kernelParams in its configuration instead.",
          "kernelstub",
          "kernelstub writes this system's boot entries and would overwrite a change. Use"
              + " \"kernelstub --add-options\" and \"kernelstub --delete-options\" in a command"
              + " task.",
          "proxmox-boot-tool",
          "proxmox-boot-tool keeps this system's boot partitions in step from /etc/kernel/cmdline."
              + " Edit that file (lineinfile), then run \"proxmox-boot-tool refresh\".");

  private static final String NOTHING =
      "No boot loader was found whose kernel arguments could be set. Looked for: an rpm-ostree,"
          + " NixOS, kernelstub or proxmox-boot-tool system; systemd-boot (the EFI variable"
          + " LoaderInfo); entries in loader/entries of /boot, /efi and /boot/efi;"
          + " /boot/grub/grub.cfg and /boot/grub2/grub.cfg; unified kernel images in EFI/Linux.";

  private Detection() {}

  static BootLoader loader(Sections seen) {
    String owner = seen.first("owners");
    if (!owner.isEmpty()) {
      return new ForeignLoader(owner, requireNonNull(OWNERS.get(owner)));
    }
    if (seen.has("unreadable")) {
      return unreadable(seen);
    }
    if (seen.first("efi LoaderInfo").startsWith("systemd-boot")) {
      return systemdBoot(seen).orElseGet(() -> nothing(seen));
    }
    return grubWithEntries(seen).or(() -> classicGrub(seen)).orElseGet(() -> nothing(seen));
  }

  private static BootLoader unreadable(Sections seen) {
    String what = String.join(", ", seen.of("unreadable"));
    return new ForeignLoader(
        "unknown", "Only root may read %s on this host: set \"become: true\".".formatted(what));
  }

  private static BootLoader nothing(Sections seen) {
    if (seen.has("images")) {
      return new ForeignLoader(
          "unified kernel image",
          "This host starts a unified kernel image (%s), which holds its own kernel arguments. Put them into /etc/kernel/cmdline and rebuild the image; this module does not do that."
              .formatted(seen.first("images")));
    }
    String container = seen.first("container");
    boolean inside = !container.isEmpty() && !container.equals("none");
    return new ForeignLoader(
        "none",
        NOTHING
            + (inside
                ? " This host is a container (%s): it shares its kernel with the machine that it runs on, so set the arguments there."
                    .formatted(container)
                : " Install a boot loader, or leave this host out."));
  }

  private static Optional<BootLoader> systemdBoot(Sections seen) {
    return Optional.of(entries(seen))
        .filter(entries -> !entries.isEmpty())
        .map(entries -> entryFiles("systemd-boot", seen, entries, systemdBootNext(seen, entries)));
  }

  private static Optional<BootLoader> grubWithEntries(Sections seen) {
    List<LoaderEntry> entries = entries(seen);
    DefaultGrub grub = defaults(seen, "GRUB_CMDLINE_LINUX");
    boolean menuReadsThem =
        grubMenu(seen).map(file -> file.text().contains("blscfg")).orElse(false);
    String enabled = grub.value("GRUB_ENABLE_BLSCFG");
    if (entries.isEmpty()
        || enabled.equals("false")
        || !(menuReadsThem || enabled.equals("true"))) {
      return Optional.empty();
    }
    String next =
        environment(seen)
            .value("next_entry")
            .or(() -> environment(seen).value("saved_entry"))
            .orElse("");
    boolean known = entries.stream().anyMatch(entry -> entry.id().equals(next));
    return Optional.of(
        entryFiles(
            "GRUB with boot loader entries",
            seen,
            entries,
            known ? next : entries.getFirst().id()));
  }

  private static Optional<BootLoader> classicGrub(Sections seen) {
    return grubMenu(seen)
        .map(menu -> GrubMenu.parse(menu.text()))
        .filter(menu -> menu.entries().anyMatch(GrubMenu.Item::isMadeFromDefaults))
        .map(
            menu ->
                new ClassicGrub(
                    defaults(seen, "GRUB_CMDLINE_LINUX", "GRUB_CMDLINE_LINUX_DEFAULT"),
                    seen.files(),
                    menu,
                    environment(seen),
                    seen.has("drop-ins"),
                    seen.has("drop-in folder"),
                    rebuild(seen)));
  }

  private static String rebuild(Sections seen) {
    List<String> tools = seen.of("tools");
    if (tools.contains("update-grub")) {
      return "update-grub";
    }
    if (tools.contains("grub2-mkconfig")) {
      return "grub2-mkconfig -o /boot/grub2/grub.cfg";
    }
    return tools.contains("grub-mkconfig") ? "grub-mkconfig -o /boot/grub/grub.cfg" : "";
  }

  /** The entries that start this system's kernels, the newest first. */
  private static List<LoaderEntry> entries(Sections seen) {
    String machine = seen.text("/etc/machine-id").strip();
    List<LoaderEntry> entries = allEntries(seen, machine);
    return entries.stream().allMatch(LoaderEntry::isRescue) ? List.of() : entries;
  }

  private static List<LoaderEntry> allEntries(Sections seen, String machine) {
    return seen.files().entrySet().stream()
        .filter(file -> file.getKey().contains("/loader/entries/"))
        .map(file -> new LoaderEntry(file.getKey(), file.getValue().text()))
        .filter(entry -> entry.startsLinuxOf(machine))
        .sorted(
            Comparator.comparing(LoaderEntry::isRescue)
                .thenComparing(LoaderEntry::version, VersionOrder.OLDEST_FIRST.reversed()))
        .toList();
  }

  private static EntryFiles entryFiles(
      String name, Sections seen, List<LoaderEntry> entries, String next) {
    boolean grub = !name.equals("systemd-boot");
    String spared = spared(entries, next);
    ImmutableList<LoaderEntry> kept =
        entries.stream()
            .filter(entry -> !entry.isRescue() && !entry.id().equals(spared))
            .collect(ImmutableList.toImmutableList());
    boolean refers = kept.stream().anyMatch(entry -> entry.text().contains("$kernelopts"));
    return new EntryFiles(
        name,
        kept,
        spared,
        next,
        refers ? environment(seen).value("kernelopts") : Optional.empty(),
        grub && seen.files().containsKey(DefaultGrub.MAIN)
            ? Optional.of(defaults(seen, "GRUB_CMDLINE_LINUX"))
            : Optional.empty(),
        seen.files(),
        seen.of("tools").contains("grub2-editenv") ? "grub2-editenv" : "grub-editenv");
  }

  /** The entry that stays as it is: the rescue entry, else the oldest if it is not the next one. */
  private static String spared(List<LoaderEntry> entries, String next) {
    return entries.stream()
        .filter(LoaderEntry::isRescue)
        .findFirst()
        .or(() -> entries.size() > 1 ? Optional.of(entries.getLast()) : Optional.empty())
        .map(LoaderEntry::id)
        .filter(id -> !id.equals(next))
        .orElse("");
  }

  /** One-shot, then chosen by the user, then loader.conf's pattern, then the newest. */
  private static String systemdBootNext(Sections seen, List<LoaderEntry> entries) {
    String pattern =
        seen.files().entrySet().stream()
            .filter(file -> file.getKey().endsWith("/loader/loader.conf"))
            .flatMap(file -> file.getValue().text().lines())
            .filter(line -> line.matches("default\\s+\\S+.*"))
            .map(line -> line.split("\\s+", -1)[1])
            .collect(joining());
    return Stream.of(
            seen.first("efi LoaderEntryOneShot"), seen.first("efi LoaderEntryDefault"), pattern)
        .flatMap(wish -> entries.stream().filter(entry -> matches(entry.id(), wish)))
        .findFirst()
        .orElse(entries.getFirst())
        .id();
  }

  private static boolean matches(String id, String glob) {
    String bare = glob.endsWith(".conf") ? glob.substring(0, glob.length() - 5) : glob;
    String regex = "\\Q" + bare.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E";
    return !glob.isEmpty() && id.matches(regex);
  }

  private static Optional<SeenFile> grubMenu(Sections seen) {
    return Stream.of("/boot/grub/grub.cfg", "/boot/grub2/grub.cfg")
        .filter(seen.files()::containsKey)
        .map(seen.files()::get)
        .findFirst();
  }

  private static EnvironmentBlock environment(Sections seen) {
    return EnvironmentBlock.parse(
        seen.text("/boot/grub/grubenv") + "\n" + seen.text("/boot/grub2/grubenv"));
  }

  private static DefaultGrub defaults(Sections seen, String... variables) {
    boolean dropIns = seen.has("drop-ins");
    ImmutableMap<String, String> files =
        seen.files().entrySet().stream()
            .filter(
                file ->
                    file.getKey().equals(DefaultGrub.MAIN)
                        || (dropIns && file.getKey().startsWith(DefaultGrub.MAIN + ".d/")))
            .collect(
                ImmutableMap.toImmutableMap(Map.Entry::getKey, file -> file.getValue().text()));
    return new DefaultGrub(files, ImmutableList.copyOf(variables));
  }
}
