package dev.javaform.modules.linux.vfio;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files that give functions to vfio-pci.
 *
 * <p>By ids, one file of modprobe.d(5) does: the ids, and for each driver that could claim one of
 * the functions a {@code softdep}, so that whoever loads it loads vfio-pci first. It has no effect
 * where vfio-pci, or such a driver, is part of the kernel.
 *
 * <p>By address, one script does. It runs before udev asks for drivers, in the initial RAM disk and
 * once more from the root file system, where there may be none or an old one: a systemd unit ahead
 * of {@code systemd-udev-trigger.service} (systemd in the image: dracut, mkinitcpio), a script of
 * {@code init-top} (initramfs-tools(7)), an early hook (mkinitcpio(8)). It writes {@code
 * driver_override}, which binds a function to one driver and keeps every other away, and so holds
 * for drivers that are loaded late as well.
 *
 * @see <a href="https://docs.kernel.org/driver-api/vfio.html">VFIO</a>
 * @see <a
 *     href="https://www.kernel.org/doc/Documentation/ABI/testing/sysfs-bus-pci">sysfs-bus-pci</a>
 */
final class VfioFiles {

  static final String OPTIONS = "/etc/modprobe.d/javaform-vfio.conf";
  static final String HOOK = "/etc/javaform/vfio-bind";
  static final String UNIT = "/etc/systemd/system/javaform-vfio.service";
  static final String BEFORE_UDEV =
      "/etc/systemd/system/systemd-udev-trigger.service.d/javaform-vfio.conf";
  static final String INIT_TOP = "/etc/initramfs-tools/scripts/init-top/javaform-vfio";
  static final String EARLY_HOOK = "/etc/initcpio/hooks/javaform-vfio";
  static final String EARLY_INSTALL = "/etc/initcpio/install/javaform-vfio";

  /** All of them; what is not wanted is not there. */
  static final ImmutableSet<String> ALL =
      ImmutableSet.of(OPTIONS, HOOK, UNIT, BEFORE_UDEV, INIT_TOP, EARLY_HOOK, EARLY_INSTALL);

  /** Those that are programs. */
  static final ImmutableSet<String> PROGRAMS = ImmutableSet.of(HOOK, INIT_TOP);

  /**
   * What an initial RAM disk has to load; what a kernel has built in is there anyway. Up to Linux
   * 6.1 vfio_pci depends on vfio_virqfd, which comes along.
   */
  static final ImmutableList<String> DRIVERS =
      ImmutableList.of("vfio_pci", "vfio", "vfio_iommu_type1");

  /** On the kernel's command line it has the hook act, where that is not left to the files. */
  static final String SWITCH = "javaform.vfio=on";

  private static final String OURS = "# Written by the module vfio_bind.\n";
  private static final String IDS_HERE = "options vfio-pci ids=";
  private static final String IDS_ON_COMMAND_LINE = "# The kernel's command line: vfio-pci.ids=";

  private static final String WITH_SWITCH =
      "case \" $line \" in *\" " + SWITCH + " \"*) ;; *) exit 0 ;; esac\n";

  private static final String HOOK_START =
      """
      # What is at an address must be what was meant: bus numbers move when a card is added.
      [ "$1" != prereqs ] || exit 0
      # The way out that the boot menu has: nothing is kept without vfio-pci.
      read -r line < /proc/cmdline
      case $line in *module_blacklist=*vfio[_-]pci*) exit 0 ;; esac
      SWITCH
      note() { echo "javaform: $*" 2>/dev/null > /dev/kmsg || :; }
      keep() { # ADDRESS VENDOR DEVICE
        at=/sys/bus/pci/devices/$1
        [ -e "$at" ] || { note "vfio: nothing is at $1"; return 0; }
        read -r vendor < "$at/vendor"
        read -r device < "$at/device"
        [ "$vendor $device" = "0x$2 0x$3" ] || { note "vfio: $1 is $vendor $device, not $2:$3, and is left alone"; return 0; }
        [ ! -e "/sys/bus/pci/drivers/vfio-pci/$1" ] || return 0
        echo vfio-pci > "$at/driver_override"
        read -r class < "$at/class"
        case $class-$(cd "$at/driver/module" 2>/dev/null && echo loaded) in
          0x03*-loaded) note "vfio: $1 has a driver already, which may draw on it: left to it"; return 0 ;;
        esac
        [ ! -e "$at/driver" ] || echo "$1" > "$at/driver/unbind"
      }
      """;

  private static final String HOOK_END =
      """
      modprobe vfio-pci 2>/dev/null
      for address in $kept; do
        [ -e "/sys/bus/pci/devices/$address/driver" ] || echo "$address" > /sys/bus/pci/drivers_probe
      done 2>/dev/null
      exit 0
      """;

  private static final String UNIT_TEXT =
      OURS
          + """
          [Unit]
          Description=Keep PCI functions for guests
          DefaultDependencies=no
          Before=systemd-udev-trigger.service systemd-modules-load.service

          [Service]
          Type=oneshot
          ExecStart=/bin/sh /etc/javaform/vfio-bind
          """;

  private static final String BEFORE_UDEV_TEXT =
      OURS + "[Unit]\nWants=javaform-vfio.service\nAfter=javaform-vfio.service\n";

  private static final String EARLY_INSTALL_TEXT =
      "#!/bin/bash\n"
          + OURS
          + """
          build() {
            add_module 'vfio-pci?'
            add_file /etc/javaform/vfio-bind
            add_runscript
          }
          help() { echo 'Gives functions to vfio-pci before any other driver.'; }
          """;

  private VfioFiles() {}

  /** What goes by ids; a softdep alone keeps nothing. */
  static ImmutableMap<String, String> byIds(
      List<HostFunction> passed, ImmutableSortedSet<String> rivals, boolean onCommandLine) {
    String ids = (onCommandLine ? IDS_ON_COMMAND_LINE : IDS_HERE) + joinedIds(passed);
    String softdeps =
        rivals.stream().map("softdep %s pre: vfio-pci\n"::formatted).collect(Collectors.joining());
    return ImmutableMap.of(OPTIONS, OURS + ids + "\n" + softdeps);
  }

  private static String joinedIds(List<HostFunction> passed) {
    return passed.stream().map(HostFunction::id).distinct().collect(Collectors.joining(","));
  }

  /** The kernel arguments without which these files keep nothing. */
  static ImmutableList<String> kernelArguments(List<HostFunction> passed, VfioStrategy way) {
    return switch (way) {
      case ADDRESS -> ImmutableList.of(SWITCH);
      case IDS, AUTO -> ImmutableList.of("vfio-pci.ids=" + joinedIds(passed));
    };
  }

  /** What goes by address, with what this host has to run it early. */
  static ImmutableMap<String, String> byAddress(
      List<HostFunction> passed, ImmutableSet<String> tools, boolean onCommandLine) {
    String hook = hook(passed, onCommandLine ? WITH_SWITCH : "");
    var files = ImmutableMap.<String, String>builder();
    files.put(HOOK, hook);
    if (tools.contains("systemd")) {
      files.put(UNIT, UNIT_TEXT);
      files.put(BEFORE_UDEV, BEFORE_UDEV_TEXT);
    }
    if (tools.contains("initramfs-tools")) {
      files.put(INIT_TOP, hook);
    }
    if (tools.contains("mkinitcpio")) {
      files.put(EARLY_HOOK, "#!/usr/bin/ash\n" + OURS + "run_earlyhook() { sh " + HOOK + "; }\n");
      files.put(EARLY_INSTALL, EARLY_INSTALL_TEXT);
    }
    return files.buildOrThrow();
  }

  private static String hook(List<HostFunction> passed, String condition) {
    String lines =
        passed.stream()
            .map(each -> "keep %s %s\n".formatted(each.address(), each.id().replace(':', ' ')))
            .collect(Collectors.joining());
    String kept = passed.stream().map(HostFunction::address).collect(Collectors.joining(" "));
    return "#!/bin/sh\n"
        + OURS
        + HOOK_START.replace("SWITCH\n", condition)
        + lines
        + "kept='"
        + kept
        + "'\n"
        + HOOK_END;
  }

  /** How these files keep a function at the next boot; empty where they do not. */
  static String method(HostFunction function, Map<String, String> files) {
    String line = "keep %s %s".formatted(function.address(), function.id().replace(':', ' '));
    if (lines(files, HOOK).anyMatch(line::equals)) {
      return VfioStrategy.ADDRESS.word();
    }
    return ids(files).contains(function.id()) ? VfioStrategy.IDS.word() : "";
  }

  /** What is said of a function that files keep. */
  static String kept(String method) {
    return "%s (%s)".formatted(HostFunction.VFIO, method);
  }

  /** The ids that our file gives to vfio-pci, or that it says the kernel's command line gives. */
  static ImmutableList<String> ids(Map<String, String> files) {
    return lines(files, OPTIONS)
        .filter(line -> line.startsWith(IDS_HERE) || line.startsWith(IDS_ON_COMMAND_LINE))
        .flatMap(line -> Stream.of(line.substring(line.indexOf('=') + 1).split(",", -1)))
        .collect(ImmutableList.toImmutableList());
  }

  /** The drivers that our file has wait for vfio-pci. */
  static ImmutableSortedSet<String> softdeps(Map<String, String> files) {
    return lines(files, OPTIONS)
        .filter(line -> line.startsWith("softdep "))
        .map(line -> line.split(" ", -1)[1])
        .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
  }

  private static Stream<String> lines(Map<String, String> files, String path) {
    return files.getOrDefault(path, "").lines();
  }
}
