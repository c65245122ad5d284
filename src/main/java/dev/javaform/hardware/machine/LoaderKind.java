package dev.javaform.hardware.machine;

import com.google.common.base.CharMatcher;
import dev.javaform.hardware.HostTree;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Who starts the kernel. The order of the questions matters: several may be installed. */
final class LoaderKind {

  /** Where entries of the Boot Loader Specification are. */
  static final List<String> ENTRIES =
      List.of("boot/loader/entries", "efi/loader/entries", "boot/efi/loader/entries");

  private static final List<String> IMAGES =
      List.of("boot/EFI/Linux", "efi/EFI/Linux", "boot/efi/EFI/Linux");

  private static final CharMatcher NUL = CharMatcher.is('\0');

  private final HostTree tree;
  private final String told;

  private LoaderKind(HostTree tree) {
    this.tree = tree;
    this.told = told(tree);
  }

  /**
   * {@code rpm-ostree}, {@code nixos}, {@code kernelstub}, {@code proxmox-boot-tool}, {@code
   * systemd-boot}, {@code grub-bls}, {@code grub}, {@code uki}, {@code limine}, {@code refind},
   * {@code extlinux}, {@code syslinux}, {@code zipl} or {@code unknown}.
   */
  static String of(HostTree tree) {
    var kind = new LoaderKind(tree);
    return kind.owner().or(kind::itself).or(kind::byFiles).orElse("unknown");
  }

  /** The variable is UTF-16 behind four bytes of attributes (the kernel's efivarfs document). */
  private static String told(HostTree tree) {
    String variables = "sys/firmware/efi/efivars";
    return tree.names(variables).stream()
        .filter(name -> name.startsWith("LoaderInfo-"))
        .findFirst()
        .flatMap(name -> tree.text(variables + "/" + name))
        .map(NUL::removeFrom)
        .orElse("");
  }

  /** Systems that keep the loader's configuration themselves. */
  private Optional<String> owner() {
    if (tree.has("run/ostree-booted")) {
      return Optional.of("rpm-ostree");
    }
    if (tree.has("etc/nixos") && tree.has("run/current-system")) {
      return Optional.of("nixos");
    }
    if (tree.has("etc/kernelstub/configuration")) {
      return Optional.of("kernelstub");
    }
    return when(tree.has("etc/kernel/proxmox-boot-uuids"), "proxmox-boot-tool");
  }

  /** What the loader said about itself to the firmware. */
  private Optional<String> itself() {
    if (told.contains("systemd-boot")) {
      return Optional.of(hasEntries(3) || !hasImages() ? "systemd-boot" : "uki");
    }
    boolean grub =
        tree.text("proc/cmdline").filter(line -> line.contains("BOOT_IMAGE=")).isPresent();
    return grub
        ? Optional.empty()
        : Stream.of("limine", "refind").filter(told.toLowerCase(Locale.ROOT)::contains).findFirst();
  }

  private Optional<String> byFiles() {
    if (hasEntries(1) && !hasSwitchedEntriesOff()) {
      return Optional.of("grub-bls");
    }
    if (tree.has("boot/grub/grub.cfg") || tree.has("boot/grub2/grub.cfg")) {
      return Optional.of("grub");
    }
    return when(hasImages(), "uki")
        .or(() -> any("limine", "boot/limine.conf", "boot/limine/limine.conf", "boot/limine.cfg"))
        .or(() -> any("refind", "boot/refind_linux.conf"))
        .or(() -> any("extlinux", "boot/extlinux/extlinux.conf"))
        .or(() -> any("syslinux", "boot/syslinux/syslinux.cfg"))
        .or(() -> any("zipl", "etc/zipl.conf"));
  }

  private boolean hasEntries(int folders) {
    return ENTRIES.stream()
        .limit(folders)
        .flatMap(folder -> tree.names(folder).stream())
        .anyMatch(name -> name.endsWith(".conf"));
  }

  private boolean hasSwitchedEntriesOff() {
    return tree.lines("etc/default/grub").stream()
        .anyMatch(line -> line.matches("GRUB_ENABLE_BLSCFG=.*false.*"));
  }

  private boolean hasImages() {
    return IMAGES.stream()
        .flatMap(folder -> tree.names(folder).stream())
        .anyMatch(name -> name.endsWith(".efi"));
  }

  private Optional<String> any(String kind, String... files) {
    return when(Stream.of(files).anyMatch(tree::has), kind);
  }

  private static Optional<String> when(boolean condition, String kind) {
    return condition ? Optional.of(kind) : Optional.empty();
  }
}
