package dev.javaform.modules.linux.boot;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
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
              + " task.");

  private static final String PROXMOX =
      "proxmox-boot-tool keeps this system's boot partitions in step, and %s starts it, with the"
          + " arguments in %s. Edit that file (lineinfile), then run \"proxmox-boot-tool refresh\".";

  /** Loaders that tell their name, or are known by a file of theirs, and what to do with them. */
  private static final ImmutableMap<String, String> OTHERS =
      ImmutableMap.of(
          "Limine",
          "Limine starts this host. Add the arguments to the \"cmdline:\" lines of its limine.conf (in"
              + " /boot, /boot/limine or the EFI partition) by hand; where limine-entry-tool makes"
              + " that file, to KERNEL_CMDLINE in /etc/default/limine, and run limine-update.",
          "rEFInd",
          "rEFInd starts this host. Add the arguments to /boot/refind_linux.conf, or to the"
              + " \"options\" of the entry in refind.conf, by hand.",
          "extlinux",
          "extlinux starts this host. Add the arguments to the \"append\" lines of"
              + " /boot/extlinux/extlinux.conf by hand; where u-boot-menu makes that file, to"
              + " U_BOOT_PARAMETERS in /etc/default/u-boot, and run u-boot-update.",
          "syslinux",
          "syslinux starts this host. Add the arguments to the \"APPEND\" lines of syslinux.cfg by"
              + " hand.",
          "zipl",
          "zipl starts this host. Add the arguments to \"parameters\" in /etc/zipl.conf by hand, and"
              + " run zipl.");

  private static final String SDBOOTUTIL =
      "This system's GRUB starts from boot loader entries that sdbootutil writes (grub2-bls). Add the"
          + " arguments to /etc/kernel/cmdline (lineinfile), then run \"sdbootutil"
          + " update-all-entries\".";

  private static final String UNKNOWN_LOADER =
      "\"%s\" starts this host (the EFI variable LoaderInfo), which this module does not know. Add the"
          + " arguments where its manual says, by hand.";

  private static final String NOTHING =
      "No boot loader was found whose kernel arguments could be set. Looked for: an rpm-ostree,"
          + " NixOS, kernelstub or proxmox-boot-tool system; systemd-boot (the EFI variable"
          + " LoaderInfo); entries in loader/entries of /boot, /efi and /boot/efi;"
          + " /boot/grub/grub.cfg and /boot/grub2/grub.cfg; unified kernel images in EFI/Linux.";

  private Detection() {}

  static BootLoader loader(Sections seen) {
    String owner = seen.first("owners");
    String info = seen.first("efi LoaderInfo");
    boolean systemd = info.startsWith("systemd-boot");
    if (owner.equals("proxmox-boot-tool")) {
      return new ForeignLoader(
          owner + (systemd ? " with systemd-boot" : " with GRUB"),
          PROXMOX.formatted(
              systemd ? "systemd-boot" : "GRUB",
              systemd ? EntryFiles.CMDLINE : "GRUB_CMDLINE_LINUX_DEFAULT in " + DefaultGrub.MAIN));
    }
    if (!owner.isEmpty()) {
      return new ForeignLoader(owner, requireNonNull(OWNERS.get(owner)));
    }
    if (seen.of("tools").contains("sdbootutil")
        && !systemd
        && ours(seen, entries(seen, EntryOrder.GRUB)).isPresent()) {
      return new ForeignLoader("grub2-bls", SDBOOTUTIL);
    }
    if (seen.has("unreadable")) {
      return unreadable(seen);
    }
    if (systemd) {
      return systemdBoot(seen).orElseGet(() -> nothing(seen));
    }
    if (!info.isEmpty() && !info.startsWith("GRUB") && !startedByGrub(seen)) {
      return foreign(info);
    }
    return grubWithEntries(seen).or(() -> classicGrub(seen)).orElseGet(() -> nothing(seen));
  }

  /** GRUB names the kernel's file, even where another loader has started GRUB. */
  private static boolean startedByGrub(Sections seen) {
    return seen.first("running").contains("BOOT_IMAGE=");
  }

  private static BootLoader foreign(String info) {
    return OTHERS.entrySet().stream()
        .filter(other -> info.regionMatches(true, 0, other.getKey(), 0, other.getKey().length()))
        .<BootLoader>map(other -> new ForeignLoader(other.getKey(), other.getValue()))
        .findFirst()
        .orElseGet(() -> new ForeignLoader(info, UNKNOWN_LOADER.formatted(info)));
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
    if (seen.has("others")) {
      return foreign(seen.first("others"));
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
    List<LoaderEntry> all = entries(seen, EntryOrder.SYSTEMD);
    return ours(seen, all)
        .map(ours -> entryFiles("systemd-boot", seen, ours, systemdBootNext(seen, all)));
  }

  private static Optional<BootLoader> grubWithEntries(Sections seen) {
    DefaultGrub grub = defaults(seen, "GRUB_CMDLINE_LINUX");
    boolean menuReadsThem =
        grubMenu(seen).map(file -> file.text().contains("blscfg")).orElse(false);
    String enabled = grub.value("GRUB_ENABLE_BLSCFG");
    if (enabled.equals("false") || !(menuReadsThem || enabled.equals("true"))) {
      return Optional.empty();
    }
    List<LoaderEntry> all = entries(seen, EntryOrder.GRUB);
    return ours(seen, all)
        .map(ours -> entryFiles("GRUB with boot loader entries", seen, ours, grubNext(seen, all)));
  }

  /** By number, id or title; the first of the menu where there is none such. */
  private static String grubNext(Sections seen, List<LoaderEntry> all) {
    EnvironmentBlock environment = environment(seen);
    String menu = grubMenu(seen).map(SeenFile::text).orElse("");
    String name =
        menu.contains("set default=")
            ? GrubMenu.parse(menu).chosen(environment)
            : environment
                .value("next_entry")
                .or(() -> environment.value("saved_entry"))
                .orElse("0");
    Integer number = Ints.tryParse(name);
    return number != null && number >= 0 && number < all.size()
        ? all.get(number).id()
        : all.stream()
            .filter(entry -> entry.answersTo(name))
            .findFirst()
            .orElse(all.getFirst())
            .id();
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

  /** The entries that start Linux, in the order of the menu. */
  private static List<LoaderEntry> entries(Sections seen, Comparator<LoaderEntry> order) {
    return seen.files().entrySet().stream()
        .filter(file -> file.getKey().contains("/loader/entries/"))
        .map(file -> new LoaderEntry(file.getKey(), file.getValue().text()))
        .filter(LoaderEntry::startsLinux)
        .sorted(order)
        .toList();
  }

  /** Those of this system that follow it, where one of them is not for rescue only. */
  private static Optional<List<LoaderEntry>> ours(Sections seen, List<LoaderEntry> all) {
    String machine = seen.text("/etc/machine-id").strip();
    return Optional.of(
            all.stream().filter(entry -> entry.isOf(machine) && !entry.isAside()).toList())
        .filter(ours -> !ours.stream().allMatch(LoaderEntry::isRescue));
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

  /**
   * The entry that stays as it is: the rescue entry, else the last that may come up, where it is
   * not the next one.
   */
  private static String spared(List<LoaderEntry> entries, String next) {
    return entries.stream()
        .filter(LoaderEntry::isRescue)
        .findFirst()
        .or(() -> entries.stream().filter(entry -> !entry.isBad()).reduce((_, last) -> last))
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
            .reduce("", (_, last) -> last);
    return Stream.of(
            seen.first("efi LoaderEntryOneShot"), seen.first("efi LoaderEntryDefault"), pattern)
        .map(wish -> wish.equals("@saved") ? seen.first("efi LoaderEntryLastBooted") : wish)
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
