package dev.javaform.hardware.live;

/** The system, its boot loader and entries, and what makes its initial file systems. */
final class BootSection {

  static final String TEXT =
      """
      all etc/os-release proc/cmdline
      all proc/sys/kernel/osrelease proc/sys/kernel/hostname
      e=sys/firmware/efi/efivars
      there sys/firmware/efi run/ostree-booted etc/nixos run/current-system \\
        etc/kernelstub/configuration etc/kernel/proxmox-boot-uuids boot/grub/grub.cfg \\
        boot/grub2/grub.cfg boot/limine.conf boot/limine/limine.conf boot/limine.cfg \\
        boot/refind_linux.conf boot/extlinux/extlinux.conf boot/syslinux/syslinux.cfg etc/zipl.conf \\
        boot/EFI/Linux/*.efi efi/EFI/Linux/*.efi boot/efi/EFI/Linux/*.efi boot/vmlinuz* boot/initrd* boot/initramfs*
      for d in lib/modules/*; do [ -e "$d/modules.dep" ] && there "$d"; done
      one sys/kernel/security/lockdown
      for f in $e/LoaderInfo-* $e/LoaderEntrySelected-*; do
        [ -r "$f" ] && out "$f" plain "$f"
      done
      all etc/default/grub etc/default/grub.d/*.cfg \\
        etc/kernel/cmdline usr/lib/kernel/cmdline boot/grub/grubenv boot/grub2/grubenv
      few boot/loader/entries/*.conf efi/loader/entries/*.conf boot/efi/loader/entries/*.conf
      for f in boot/grub/grub.cfg boot/grub2/grub.cfg; do
        [ -r "$f" ] && out "$f" grep -E '^[[:space:]]*(menuentry|submenu|linux)' "$f"
      done
      for f in $e/SecureBoot-*; do
        [ -r "$f" ] && has od && out commands/secure-boot od -An -tu1 "$f"
      done
      there usr/bin/dracut usr/sbin/dracut usr/sbin/update-initramfs usr/sbin/mkinitramfs \\
        usr/bin/mkinitcpio usr/bin/booster usr/bin/rpm-ostree usr/bin/grubby
      few etc/initramfs-tools/modules etc/mkinitcpio.conf etc/dracut.conf etc/dracut.conf.d/*.conf \\
        etc/modprobe.d/*.conf
      """;

  private BootSection() {}
}
