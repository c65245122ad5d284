package dev.javaform.hardware.live;

/** Disks, interfaces and screens that the host itself uses, and how they lie on each other. */
final class OwnerSection {

  /*
   * A session that went through sudo is known to the processes above only; nothing else of their
   * environment is printed.
   */
  static final String TEXT =
      """
      all proc/self/mountinfo proc/swaps etc/fstab
      [ -r proc/self/mountinfo ] || all proc/mounts
      b=sys/class/block
      one $b/*/dm/name $b/*/size $b/*/queue/rotational sys/class/nvme/*/model
      case $(cat proc/self/mounts proc/mounts 2>/dev/null) in
        *' zfs '*) tool zpool zpool list -vHPL -o name ;;
      esac
      all proc/net/route
      [ -r proc/net/ipv6_route ] && out proc/net/ipv6_route grep '^0\\{32\\} 00 ' proc/net/ipv6_route
      tool addresses ip -o addr
      s=${SSH_CONNECTION:-}
      q=$$
      while [ "$alone" ] && [ -z "$s" ] && [ "${q:-0}" -gt 1 ] && [ -r "/proc/$q/environ" ]; do
        s=$(tr '\\000' '\\n' <"/proc/$q/environ" 2>/dev/null | sed -n 's/^SSH_CONNECTION=//p')
        q=$(sed -n 's/^PPid:[[:space:]]*//p' "/proc/$q/status" 2>/dev/null)
      done
      [ "$alone" ] && [ -n "$s" ] && out commands/session printf '%s' "$s"
      one sys/class/drm/*/status sys/class/drm/*/enabled sys/class/graphics/fb*/name
      there $b/*/slaves/* sys/block/*/slaves/* sys/fs/btrfs/*/devices/* sys/class/net/*/brif/*
      out links ls -ld $b/* sys/block/* sys/class/nvme-subsystem/*/nvme* sys/dev/block/* dev/mapper/* dev/disk/by-uuid/* \\
        sys/class/net/* sys/class/net/*/lower_* sys/class/drm/* \\
        sys/class/graphics/fb*
      """;

  private OwnerSection() {}
}
