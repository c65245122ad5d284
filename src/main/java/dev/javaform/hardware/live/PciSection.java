package dev.javaform.hardware.live;

/** PCI functions, the modules that could claim them, IOMMU groups, and what is plugged into USB. */
final class PciSection {

  /*
   * Of modules.alias, whose lines are many, only those that name one of the devices here, or any
   * device: the ids of all devices make one pattern, and the file is read once.
   */
  static final String TEXT =
      """
      p=sys/bus/pci/devices
      ids=
      for d in $p/*; do
        one "$d/vendor" "$d/device" "$d/subsystem_vendor" "$d/subsystem_device" "$d/class" \\
          "$d/revision" "$d/boot_vga" "$d/numa_node" "$d/d3cold_allowed" "$d/sriov_totalvfs" \\
          "$d/sriov_numvfs" "$d/modalias" "$d/label"
        few "$d/reset_method" "$d/resource"
        v=; i=
        { read -r v <"$d/vendor"; read -r i <"$d/device"; } 2>/dev/null
        ids="$ids|0000${v#0x}d(0000${i#0x}|[*])"
      done
      few run/udev/data/+pci:*
      k=; { read -r k <proc/sys/kernel/osrelease; } 2>/dev/null
      if [ -n "$k" ] && [ -r "lib/modules/$k/modules.alias" ]; then
        out "lib/modules/$k/modules.alias" \\
          grep -i -E "^alias pci:v([*]$ids)" "lib/modules/$k/modules.alias"
      fi
      if [ -n "$k" ] && [ -r "lib/modules/$k/modules.builtin.modinfo" ]; then
        printf '@lib/modules/%s/modules.builtin.modinfo\\n' "$k"
        tr '\\000' '\\n' <"lib/modules/$k/modules.builtin.modinfo" 2>/dev/null |
          grep -i -E "[.]alias=pci:v([*]$ids)" | sed 's/^/|/'
      fi
      g=sys/kernel/iommu_groups
      one $g/*/type $g/*/name
      few $g/*/reserved_regions
      u=sys/bus/usb/devices
      for d in $u/*; do
        case $d in
          *:*) one "$d/bInterfaceClass" "$d/bInterfaceSubClass" "$d/bInterfaceProtocol" ;;
          *) one "$d/idVendor" "$d/idProduct" "$d/manufacturer" "$d/product" "$d/speed" ;;
        esac
      done
      out links ls -ld $p/* $p/*/driver $p/*/iommu_group $p/*/physfn $p/*/virtfn* sys/bus/pci/drivers/*/module \\
        $u/* \\
        sys/class/iommu/* $g/*/devices/*
      [ "$alone" ] && out commands/kernel-log sh -c \\
        "dmesg | grep -E 'DMAR|AMD-Vi|IOMMU|iommu|vfio' | head -n 200"
      d=sys/class/dmi/id
      one $d/bios_vendor $d/bios_version $d/bios_date $d/sys_vendor $d/product_* $d/board_vendor \\
        $d/board_name $d/board_version $d/board_serial $d/chassis_type
      """;

  private PciSection() {}
}
