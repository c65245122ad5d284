package dev.javaform.modules.linux.boot;

import com.google.common.collect.ImmutableMap;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Output;
import dev.javaform.module.Probe;
import dev.javaform.modules.linux.Sections;
import dev.javaform.modules.linux.SeenFile;
import java.util.Map;

/** One question about all that decides what a host boots with. */
public final class BootProbe {

  /**
   * Reads only; where a tool or a file is missing its section is empty. EFI variables go through
   * cat, for tail seeks, which the kernel refuses there.
   */
  static final String SCRIPT =
      """
      section running cat /proc/cmdline
      section container systemd-detect-virt -c
      title tools
      for tool in update-grub grub-mkconfig grub2-mkconfig grub-editenv grub2-editenv sdbootutil; do
        command -v "$tool" >/dev/null 2>&1 && printf '|%s\\n' "$tool"
      done
      title owners
      [ -e /run/ostree-booted ] && echo '|ostree'
      [ -e /etc/NIXOS ] && echo '|nixos'
      [ -e /etc/kernelstub/configuration ] && echo '|kernelstub'
      [ -s /etc/kernel/proxmox-boot-uuids ] && echo '|proxmox-boot-tool'
      vendor=4a67b082-0a4c-41cf-b6c7-440b29bb8c4f
      for name in LoaderInfo LoaderEntryDefault LoaderEntryOneShot LoaderEntryLastBooted; do
        variable=/sys/firmware/efi/efivars/$name-$vendor
        [ -r "$variable" ] && section "efi $name" sh -c 'cat "$1" | tail -c +5 | tr -d "\\000"; echo' sh "$variable"
      done
      title others
      while read -r loader path; do [ -e "$path" ] && printf '|%s\\n' "$loader"; done <<'END'
      Limine /boot/limine.conf
      Limine /boot/limine/limine.conf
      Limine /boot/EFI/limine/limine.conf
      Limine /efi/EFI/limine/limine.conf
      Limine /boot/limine.cfg
      rEFInd /boot/refind_linux.conf
      extlinux /boot/extlinux/extlinux.conf
      syslinux /boot/syslinux/syslinux.cfg
      zipl /etc/zipl.conf
      END
      title drop-ins
      for tool in grub-mkconfig grub2-mkconfig; do
        path=$(command -v "$tool" 2>/dev/null) && grep -l 'default/grub\\.d' "$path" 2>/dev/null | bars
      done
      [ -d /etc/default/grub.d ] && { title 'drop-in folder'; echo '|yes'; }
      title unwritable
      for f in /etc/default /etc/default/grub /etc/default/grub.d /etc/default/grub.d/50-javaform.cfg \\
          /etc/kernel /etc/kernel/cmdline /boot/grub /boot/grub2 /boot/loader/entries /boot/loader/entries/*.conf \\
          /efi/loader/entries /efi/loader/entries/*.conf /boot/efi/loader/entries /boot/efi/loader/entries/*.conf; do
        [ ! -e "$f" ] || [ -w "$f" ] || printf '|%s\\n' "$f"
      done
      for f in /etc/machine-id /etc/default/grub /etc/default/grub.d/*.cfg /etc/kernel/cmdline \\
          /boot/grub/grub.cfg /boot/grub2/grub.cfg /boot/grub/grubenv /boot/grub2/grubenv; do
        file "$f"
      done
      printed=" "
      for d in "$(bootctl -x 2>/dev/null)" "$(bootctl -p 2>/dev/null)" /boot /efi /boot/efi; do
        case $printed in *" $d "*) continue ;; esac
        printed="$printed$d "
        [ -n "$d" ] || continue
        if [ -d "$d" ] && ! [ -x "$d" ]; then title unreadable; printf '|%s\\n' "$d"; fi
        file "$d/loader/loader.conf"
        for f in "$d"/loader/entries/*.conf; do file "$f"; done
        for f in "$d"/EFI/Linux/*.efi; do [ -e "$f" ] && { title images; printf '|%s\\n' "$f"; }; done
      done
      for f in /var/lib/javaform/kernel-arguments/*; do file "$f"; done
      title vulnerabilities
      for f in /sys/devices/system/cpu/vulnerabilities/*; do
        [ -r "$f" ] && printf '|%s:%s\\n' "${f##*/}" "$(cat "$f")"
      done
      section 'cpus online' cat /sys/devices/system/cpu/online
      section iommu ls /sys/class/iommu
      section memory sed -n 's/^MemTotal: *\\([0-9]*\\).*/\\1/p' /proc/meminfo
      section nr_hugepages sed -n 's/^[[:space:]]*vm[./]nr_hugepages[[:space:]]*=//p' \\
        /etc/sysctl.d/*.conf /etc/sysctl.conf
      """
          + BootNeeds.SCRIPT;

  private static final Probe<BootArguments> PROBE =
      Probe.of(Sections.script(SCRIPT), BootArguments.class, BootProbe::read);

  private BootProbe() {}

  /** The question. */
  public static Probe<BootArguments> probe() {
    return PROBE;
  }

  private static BootArguments read(Output output) {
    return read(Sections.read(output));
  }

  /** What a host with these sections boots with. */
  static BootArguments read(Sections seen) {
    if (!seen.has("running")) {
      throw new ModuleFailure(
          "The kernel's command line in /proc/cmdline cannot be read, so nothing can be decided.");
    }
    CommandLine running = CommandLine.of(seen.first("running"));
    return BootArguments.of(Detection.loader(seen), running, notes(seen), HostFacts.read(seen));
  }

  private static ImmutableMap<String, SeenFile> notes(Sections seen) {
    return seen.below(OwnerNote.FOLDER + "/").entrySet().stream()
        .collect(
            ImmutableMap.toImmutableMap(
                note -> note.getKey().substring(OwnerNote.FOLDER.length() + 1),
                Map.Entry::getValue));
  }
}
