package dev.javaform.modules.linux.vfio;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.primitives.Longs;
import dev.javaform.module.Output;
import dev.javaform.module.Probe;
import dev.javaform.modules.linux.Sections;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks what is on the PCI bus, who claims it, what the host needs it for, and what gives functions
 * to vfio-pci.
 *
 * @param passed the addresses of the functions to keep
 * @param files the files that may see to it
 */
record VfioProbe(ImmutableList<String> passed, ImmutableSet<String> files) {

  private static final String SCRIPT =
      """
      passed={} files={} kernel=$(uname -r)
      PATH=$PATH:/usr/sbin:/sbin
      title values; grep -s '' /sys/bus/pci/devices/*/vendor /sys/bus/pci/devices/*/device \\
        /sys/bus/pci/devices/*/class /sys/bus/pci/devices/*/boot_vga | bars
      title links; ls -ld /sys/bus/pci/devices/*/driver /sys/bus/pci/devices/*/iommu_group \\
        /sys/bus/pci/drivers/*/module 2>/dev/null | bars
      title candidates
      for at in /sys/bus/pci/devices/*; do
        address=${at##*/} kernels=
        case " $passed " in *" $address "*) kernels=$(ls /lib/modules 2>/dev/null) ;; esac
        case $(cat "$at/class" 2>/dev/null) in 0x0403*|0x03*) kernels=${kernels:-$kernel} ;; esac
        for each in $kernels; do
          modprobe -S "$each" -R "$(cat "$at/modalias")" 2>/dev/null | sed "s,-,_,g; s,^,|$address ,"
        done
      done
      section builtin sed 's,.*/,,; s,\\.ko.*,,; s,-,_,g' "/lib/modules/$kernel/modules.builtin"
      """;

  /** Disks in use with all below them, and the interface that this session comes in by. */
  private static final String USES =
      """
      title uses
      use() { # NAME PATH
        paths=$(readlink -f "$2")
        many=$(printf '%s\\n' "$paths" | sed -n 's,\\(.*/nvme-subsys[0-9]*\\)/.*,\\1,p')
        [ -z "$many" ] || for member in "$many"/nvme*; do
          paths="$paths $(readlink -f "$member")"
        done
        printf '%s\\n' "$paths" | grep -oE '[0-9a-f]{4,}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]' | sort -u | sed "s,^,|$1 ,"
      }
      disk() {
        [ -e "/sys/class/block/$1" ] || return 0
        use "$1" "/sys/class/block/$1"
        for slave in /sys/class/block/"$1"/slaves/*; do
          [ ! -e "$slave" ] || disk "${slave##*/}"
        done
      }
      net() {
        use "$1" "/sys/class/net/$1"
        for lower in /sys/class/net/"$1"/lower_*; do
          [ ! -e "$lower" ] || net "${lower##*/lower_}"
        done
      }
      {
        sed -n 's,^\\(/dev/[^[:space:]]*\\).*,\\1,p' /proc/mounts /proc/swaps /etc/fstab
        sed -n 's,^UUID=\\([^[:space:]]*\\).*,/dev/disk/by-uuid/\\1,p; s,^LABEL=\\([^[:space:]]*\\).*,/dev/disk/by-label/\\1,p; s,^PARTUUID=\\([^[:space:]]*\\).*,/dev/disk/by-partuuid/\\1,p' /etc/fstab | tr -d '"'
        findmnt -no MAJ:MIN / | tr -d ' ' | sed 's,^,/sys/dev/block/,'
        ls -d /sys/fs/btrfs/*/devices/*
      } 2>/dev/null | while read -r source; do readlink -f "$source"; done | sed 's,.*/,,' | sort -u |
        while read -r name; do disk "$name"; done
      session=
      process=$$
      while [ "${process:-1}" -gt 1 ] && [ -z "$session" ]; do
        session=$(tr '\\0' '\\n' < "/proc/$process/environ" 2>/dev/null | sed -n 's/^SSH_CONNECTION=\\([^ ]*\\).*/\\1/p')
        process=$(sed -n 's/^PPid:[[:space:]]*//p' "/proc/$process/status")
      done
      {
        [ -z "$session" ] || ip -o route get "${session%%%*}" | sed -n 's/.* dev \\([^ ]*\\).*/\\1/p'
        awk '$2 == "00000000" { print $1 }' /proc/net/route
      } 2>/dev/null | sort -u | while read -r name; do net "$name"; done
      """;

  private static final String FILES =
      """
      title foreign; { sed 's,^,/proc/cmdline:,' /proc/cmdline
        grep -Hs '' /etc/kernel/cmdline /etc/default/grub /etc/default/grub.d/*.cfg /boot/loader/entries/*.conf
        grep -Hs 'options' /etc/modprobe.d/*.conf /run/modprobe.d/*.conf /usr/lib/modprobe.d/*.conf /lib/modprobe.d/*.conf
      } 2>/dev/null | grep -E 'vfio[-_]pci.*ids=' | bars
      title running; tr ' ' '\\n' < /proc/cmdline | sed 's/^vfio_pci/vfio-pci/' |
        grep -E '^(vfio-pci[.]ids=|javaform[.]vfio=)' | bars
      title tools
      [ ! -d /run/systemd/system ] || echo '|systemd'
      [ ! -d /etc/initramfs-tools ] || ! command -v update-initramfs >/dev/null 2>&1 || echo '|initramfs-tools'
      ! command -v mkinitcpio >/dev/null 2>&1 || echo '|mkinitcpio'
      title log; { dmesg 2>/dev/null || journalctl -k -b --no-pager -o short-monotonic 2>/dev/null; } |
        grep -iE "vfio|javaform|AMD-Vi|DMAR|$(printf %s "$passed" | tr ' ' '|')" | head -n 300 | bars
      section booted sed -n 's/^btime //p' /proc/stat
      title image
      machine=$(cat /etc/machine-id 2>/dev/null)
      base=$(cat "/lib/modules/$kernel/pkgbase" 2>/dev/null)
      for f in "/boot/$machine/$kernel/initrd" "/efi/$machine/$kernel/initrd" "/boot/initramfs-$kernel.img" \\
          "/boot/initrd.img-$kernel" "/boot/initrd-$kernel" "/boot/initramfs-${base:-none}.img"; do
        [ ! -f "$f" ] || printf '|%s %s\\n' "$(stat -c %Y "$f")" "$f"
      done
      title times
      for f in $files; do
        [ ! -f "$f" ] || printf '|%s %s\\n' "$(stat -c %Y "$f")" "$f"
      done
      for f in $files; do file "$f"; done
      exit 0
      """;

  private static final Pattern IDS =
      Pattern.compile("(?:vfio[-_]pci\\.|options\\s+vfio[-_]pci\\s.*\\b)ids=[\"']?([^\\s\"']+)");

  /** The question. */
  Probe<VfioState> probe() {
    return Probe.of(
        Sections.script(SCRIPT + USES + FILES, String.join(" ", passed), String.join(" ", files))
            .within(Duration.ofMinutes(2)),
        VfioState.class,
        this::read);
  }

  private VfioState read(Output output) {
    Sections seen = Sections.read(output);
    VfioHost host =
        new VfioHost(
            BusReader.read(seen),
            ImmutableSet.copyOf(seen.of("builtin")),
            foreign(seen.of("foreign")),
            ImmutableSet.copyOf(seen.of("tools")),
            ImmutableSet.copyOf(seen.of("running")),
            seen.of("log"),
            Optional.ofNullable(Longs.tryParse(seen.first("booted"))).orElse(0L),
            times(seen.of("image")).entrySet().stream()
                .findFirst()
                .map(image -> new VfioHost.RunningImage(image.getKey(), image.getValue())),
            times(seen.of("times")));
    ImmutableMap<String, String> texts =
        ImmutableMap.copyOf(
            Maps.filterValues(Maps.toMap(files, seen::text), text -> !text.isEmpty()));
    return new VfioState(drivers(host, texts), texts, files, host);
  }

  private ImmutableMap<String, String> drivers(VfioHost host, ImmutableMap<String, String> texts) {
    return passed.stream()
        .flatMap(address -> host.at(address).stream())
        .collect(toImmutableMap(HostFunction::title, each -> driver(each, texts)));
  }

  private static String driver(HostFunction function, ImmutableMap<String, String> texts) {
    String method = VfioFiles.method(function, texts);
    return method.isEmpty() ? function.driver().orElse("none") : VfioFiles.kept(method);
  }

  /** Lists of ids by the file they stand in, our own files left out. */
  private ImmutableListMultimap<String, String> foreign(List<String> lines) {
    var foreign = ImmutableListMultimap.<String, String>builder();
    for (String line : lines) {
      int colon = line.indexOf(':');
      String path = line.substring(0, Math.max(0, colon));
      String text = line.substring(colon + 1);
      if (!files.contains(path) && !text.stripLeading().startsWith("#")) {
        Matcher ids = IDS.matcher(text);
        while (ids.find()) {
          foreign.put(path, ids.group(1));
        }
      }
    }
    return foreign.build();
  }

  /** Lines of a time and a path, by path. */
  private static ImmutableMap<String, Long> times(List<String> lines) {
    return lines.stream()
        .map(line -> line.split(" ", 2))
        .filter(parts -> parts.length == 2 && Longs.tryParse(parts[0]) != null)
        .collect(
            toImmutableMap(parts -> parts[1], parts -> Long.parseLong(parts[0]), (one, _) -> one));
  }
}
