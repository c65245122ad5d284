package dev.javaform.hardware.live;

/** KVM, libvirt, QEMU, firmware for guests, and the guests that there are. */
final class VirtSection {

  /*
   * Domains and networks are told by libvirt's own files, of which nothing secret is printed. libvirt is asked for what its QEMU can do
   * only where its daemon runs: a connection would start it.
   */
  static final String TEXT =
      """
      tool detect-virt systemd-detect-virt
      there dev/kvm dev/vfio/vfio
      one sys/module/kvm/parameters/* sys/module/kvm_amd/parameters/* \\
        sys/module/kvm_intel/parameters/*
      for f in usr/lib/systemd/system lib/systemd/system etc/systemd/system; do
        there $f/virtqemud.service $f/libvirtd.service
      done
      for f in etc/systemd/system/*.wants/libvirtd.s* etc/systemd/system/*.wants/virtqemud.s*; do
        [ -L "$f" ] && printf '@%s\\n' "$f"
      done
      few etc/qemu/firmware/*.json usr/share/qemu/firmware/*.json
      for f in etc/libvirt/qemu/*.xml; do
        [ -r "$f" ] && out "$f" grep -E '^ *<(name>|uuid>|(hostdev|rom|sysinfo|smbios|disk|target|source) )|x-vga|ramfb|X-PciMmio64Mb' "$f"
      done
      for f in etc/libvirt/qemu/networks/*.xml; do
        [ -r "$f" ] && out "$f" grep -m 2 -E '^ *<(name|uuid)>' "$f"
      done
      there run/libvirt/qemu/*.pid run/libvirt/network/*.pid etc/libvirt/qemu/autostart/*.xml \\
        etc/libvirt/qemu/networks/autostart/*.xml
      tool virsh virsh --version
      tool qemu qemu-system-x86_64 --version
      tool swtpm swtpm --version
      for f in run/libvirtd.pid run/virtqemud.pid; do
        q=; { read -r q <"$f"; } 2>/dev/null
        [ -n "$q" ] && [ -e "proc/$q" ] && tool domcapabilities virsh -r -c qemu:///system domcapabilities
      done
      """;

  private VirtSection() {}
}
