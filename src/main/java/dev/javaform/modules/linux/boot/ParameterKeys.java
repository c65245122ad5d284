package dev.javaform.modules.linux.boot;

import com.google.common.collect.ImmutableSet;

/**
 * What is known of keys, written with {@code _} (Linux,
 * Documentation/admin-guide/kernel-parameters; dracut.cmdline(7); kernel-command-line(7)).
 */
final class ParameterKeys {

  /** Their values are lists of CPUs, perhaps after flags. */
  static final ImmutableSet<String> CPU_LISTS =
      ImmutableSet.of("isolcpus", "nohz_full", "rcu_nocbs", "irqaffinity", "kthread_cpus");

  /** Their values are lists in which the order means nothing. */
  private static final ImmutableSet<String> LISTS =
      ImmutableSet.of(
          "vfio_pci.ids",
          "pci_stub.ids",
          "module_blacklist",
          "modprobe.blacklist",
          "modules_load",
          "rd.modules_load",
          "usbcore.quirks");

  /** They may stand several times, each time with a meaning of its own. */
  private static final ImmutableSet<String> REPEATING =
      ImmutableSet.of(
          "console",
          "earlycon",
          "acpi_osi",
          "video",
          "pci",
          "memmap",
          "dyndbg",
          "ip",
          "nameserver",
          "ifname",
          "luks.uuid",
          "luks.name",
          "luks.options",
          "rd.lvm.lv",
          "rd.lvm.vg",
          "rd.md.uuid",
          "rd.luks.uuid",
          "rd.luks.name",
          "rd.luks.options",
          "rd.driver.pre",
          "rd.driver.post",
          "rd.driver.blacklist",
          "systemd.mask",
          "systemd.wants",
          "systemd.setenv");

  /** One group: {@code hugepages} belongs to the {@code hugepagesz} before it. */
  private static final ImmutableSet<String> HUGE_PAGES =
      ImmutableSet.of("default_hugepagesz", "hugepagesz", "hugepages");

  /** The way to the root file system. */
  private static final ImmutableSet<String> ROOT =
      ImmutableSet.of(
          "root",
          "rootfstype",
          "rootflags",
          "init",
          "resume",
          "resume_offset",
          "cryptdevice",
          "cryptkey",
          "zfs",
          "ostree");

  private ParameterKeys() {}

  static boolean isList(String key) {
    return LISTS.contains(key) || CPU_LISTS.contains(key);
  }

  static boolean isRepeating(String key) {
    return REPEATING.contains(key);
  }

  static boolean isHugePages(String key) {
    return HUGE_PAGES.contains(key);
  }

  /** Whether a host may fail to find its root file system when the key changes. */
  static boolean leadsToRoot(String key) {
    boolean early = key.startsWith("rd.") && !key.startsWith("rd.driver.") && !isList(key);
    return ROOT.contains(key) || key.startsWith("luks.") || early;
  }
}
