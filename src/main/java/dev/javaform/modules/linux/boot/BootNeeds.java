package dev.javaform.modules.linux.boot;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import dev.javaform.modules.linux.Sections;
import java.util.List;

/**
 * What a host cannot come up without, as it is now: the modules between it and its root file system
 * and its network, and the units that let somebody in.
 *
 * @param modules the modules that drive a device, by what for; those built into the kernel cannot
 *     be held back and are none
 * @param asked the modules that are asked for by name: file system, device mapper, RAID
 * @param ids vendor and device of the PCI functions on the way, by what for
 * @param units the targets and services that can be started, masked ones not among them
 * @param defaultTarget the target that is started where nobody names one
 * @param access the active units that let somebody in
 */
public record BootNeeds(
    ImmutableSetMultimap<String, String> modules,
    ImmutableSet<String> asked,
    ImmutableSetMultimap<String, String> ids,
    ImmutableSet<String> units,
    String defaultTarget,
    ImmutableSet<String> access) {

  /** What the modules and functions of the root file system are for. */
  static final String ROOT = "the disk of the root file system";

  /** What those of the default route are for. */
  static final String NETWORK = "the network card of the default route";

  /** Walks from the root's disk and the route's interface up to the bus; reads only. */
  static final String SCRIPT =
      """
      needs() {
        d=$(readlink -f "$2" 2>/dev/null)
        while [ -n "$d" ] && [ "$d" != /sys/devices ]; do
          m=$(readlink "$d/driver/module" 2>/dev/null)
          [ -z "$m" ] || loaded "$1" module "${m##*/}"
          if [ -r "$d/vendor" ] && [ -r "$d/device" ] && [ -r "$d/class" ]; then
            printf '|%s pci %s %s %s\\n' "$1" "$(cat "$d/vendor")" "$(cat "$d/device")" "$(cat "$d/class")"
          fi
          d=${d%/*}
        done
      }
      loaded() { [ -e "/sys/module/$3/initstate" ] && printf '|%s %s %s\\n' "$1" "$2" "$3"; }
      below() {
        needs root "/sys/class/block/$1"
        case $1 in
          dm-*) loaded root asked dm_mod
            case $(cat "/sys/class/block/$1/dm/uuid" 2>/dev/null) in CRYPT-*) loaded root asked dm_crypt ;; esac ;;
          md*) loaded root asked "$(cat "/sys/class/block/$1/md/level" 2>/dev/null)" ;;
          nvme*) case $(readlink -f "/sys/class/block/$1") in
            */virtual/*) for c in /sys/class/nvme/*; do needs root "$c"; done ;; esac ;;
        esac
        for slave in "/sys/class/block/$1"/slaves/*; do
          [ -e "$slave" ] && (below "${slave##*/}")
        done
      }
      lower() {
        needs nic "/sys/class/net/$1"
        for l in "/sys/class/net/$1"/lower_*; do [ -e "$l" ] && (lower "${l##*/lower_}"); done
      }
      title needs
      sed -n 's,^[^ ]* [^ ]* \\([^ ]*\\) [^ ]* / .* - \\([^ ]*\\) \\([^ ]*\\).*,\\1 \\2 \\3,p' \\
        /proc/self/mountinfo 2>/dev/null | tail -n 1 | while read -r number type source; do
          loaded root asked "$type"
          if [ -e "/sys/dev/block/$number" ]; then
            name=$(readlink "/sys/dev/block/$number")
            below "${name##*/}"
          elif [ -e "$source" ]; then
            name=$(readlink -f "$source")
            below "${name##*/}"
          fi
        done
      while read -r name destination rest; do
        [ "$destination" = 00000000 ] && lower "$name"
      done < /proc/net/route 2>/dev/null
      title units
      for d in /etc /run /usr/local/lib /usr/lib /lib; do
        [ -h "$d" ] && continue
        for u in "$d"/systemd/system/*.target "$d"/systemd/system/*.service; do
          [ -s "$u" ] && printf '|%s\\n' "${u##*/}"
        done
      done
      title 'default target'
      for d in /etc /run /usr/lib /lib; do
        if [ -e "$d/systemd/system/default.target" ]; then
          t=$(readlink -f "$d/systemd/system/default.target"); printf '|%s\\n' "${t##*/}"
        fi
      done
      section 'access units' systemctl list-units --state=active --plain --no-legend --no-pager \\
        ssh.service sshd.service ssh.socket sshd.socket networking.service NetworkManager.service \\
        systemd-networkd.service wicked.service connman.service
      """;

  private static final String BRIDGE = "0x0604";

  static BootNeeds read(Sections seen) {
    List<List<String>> lines =
        seen.of("needs").stream().map(line -> Splitter.on(' ').splitToList(line)).toList();
    return new BootNeeds(
        modules(lines),
        lines.stream()
            .filter(words -> words.get(1).equals("asked"))
            .map(words -> words.get(2))
            .collect(toImmutableSet()),
        ids(lines),
        ImmutableSet.copyOf(seen.of("units")),
        seen.first("default target"),
        seen.of("access units").stream()
            .map(line -> Splitter.on(' ').splitToList(line.strip()).getFirst())
            .collect(toImmutableSet()));
  }

  private static ImmutableSetMultimap<String, String> modules(List<List<String>> lines) {
    var modules = ImmutableSetMultimap.<String, String>builder();
    lines.stream()
        .filter(words -> words.get(1).equals("module"))
        .forEach(words -> modules.put(words.get(2).replace('-', '_'), purpose(words)));
    return modules.build();
  }

  /** Bridges on the way are other devices' as well; a driver for guests never takes them. */
  private static ImmutableSetMultimap<String, String> ids(List<List<String>> lines) {
    var ids = ImmutableSetMultimap.<String, String>builder();
    lines.stream()
        .filter(words -> words.get(1).equals("pci") && words.size() == 5)
        .filter(words -> !words.get(4).startsWith(BRIDGE))
        .forEach(words -> ids.put(id(words.subList(2, 4)), purpose(words)));
    return ids.build();
  }

  private static String id(List<String> vendorAndDevice) {
    return String.join(
        ":", vendorAndDevice.stream().map(id -> id.replaceFirst("^0x", "")).toList());
  }

  private static String purpose(List<String> words) {
    return words.getFirst().equals("root") ? ROOT : NETWORK;
  }

  /** What a module is needed for. */
  ImmutableList<String> purposes(String module) {
    return modules.get(module.replace('-', '_')).asList();
  }
}
