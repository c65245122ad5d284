package dev.javaform.modules.linux.facts;

/** Who starts the kernel. The order of the questions matters: several may be installed. */
final class Bootloader {

  /**
   * Prints the first kind that fits. The EFI variable is UTF-16 behind four bytes of attributes
   * (the kernel's efivarfs document); entries follow the Boot Loader Specification.
   */
  static final String SCRIPT =
      """
      entries() { for d; do ls "$d"/loader/entries/*.conf 2>/dev/null; done | grep -q .; }
      images() { ls boot/EFI/Linux/*.efi efi/EFI/Linux/*.efi boot/efi/EFI/Linux/*.efi 2>/dev/null | grep -q .; }
      echo "bootloader=$(
        if [ -e run/ostree-booted ]; then echo rpm-ostree
        elif [ -d etc/nixos ] && [ -e run/current-system ]; then echo nixos
        elif [ -e etc/kernelstub/configuration ]; then echo kernelstub
        elif [ -e etc/kernel/proxmox-boot-uuids ]; then echo proxmox-boot-tool
        elif cat sys/firmware/efi/efivars/LoaderInfo-* 2>/dev/null | tr -d '\\000' |
          grep -q 'systemd-boot'; then
          if entries boot efi boot/efi || ! images; then echo systemd-boot; else echo uki; fi
        elif other=$(cat sys/firmware/efi/efivars/LoaderInfo-* 2>/dev/null | tr -d '\\000' |
          grep -o -i -m 1 -e limine -e refind) && ! grep -q BOOT_IMAGE= proc/cmdline 2>/dev/null; then
          printf '%s' "$other" | tr A-Z a-z
        elif entries boot &&
          ! grep -q '^GRUB_ENABLE_BLSCFG=.*false' etc/default/grub 2>/dev/null; then echo grub-bls
        elif [ -e boot/grub/grub.cfg ] || [ -e boot/grub2/grub.cfg ]; then echo grub
        elif images; then echo uki
        elif [ -e boot/limine.conf ] || [ -e boot/limine/limine.conf ] || [ -e boot/limine.cfg ]; then echo limine
        elif [ -e boot/refind_linux.conf ]; then echo refind
        elif [ -e boot/extlinux/extlinux.conf ]; then echo extlinux
        elif [ -e boot/syslinux/syslinux.cfg ]; then echo syslinux
        elif [ -e etc/zipl.conf ]; then echo zipl
        else echo unknown
        fi)"
      """;

  private Bootloader() {}

  /**
   * {@code rpm-ostree}, {@code nixos}, {@code kernelstub}, {@code proxmox-boot-tool}, {@code
   * systemd-boot}, {@code grub-bls}, {@code grub}, {@code uki}, {@code limine}, {@code refind},
   * {@code extlinux}, {@code syslinux}, {@code zipl} or {@code unknown}.
   */
  static String kind(FactText text) {
    return text.value("bootloader").orElse("unknown");
  }
}
