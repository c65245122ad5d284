package dev.javaform.hardware.firmware;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.hardware.firmware.FirmwareDescriptor.Target;
import java.util.regex.Pattern;

/**
 * What a guest's firmware has to be.
 *
 * @param kind {@code uefi} or {@code bios}
 * @param architecture {@code x86_64}
 * @param machine a machine type with or without its version: {@code q35}, {@code pc-q35-9.2}
 * @param with features that it must have
 * @param without features that it must not have
 */
public record FirmwareNeed(
    String kind,
    String architecture,
    String machine,
    ImmutableSet<String> with,
    ImmutableSet<String> without) {

  /** QEMU's short names of its newest machine types. */
  private static final ImmutableMap<String, String> SHORT =
      ImmutableMap.of("q35", "pc-q35", "pc", "pc-i440fx");

  /** Whether a firmware is what is needed. */
  public boolean isMetBy(FirmwareDescriptor firmware) {
    return firmware.interfaces().contains(kind)
        && firmware.features().containsAll(with)
        && without.stream().noneMatch(firmware.features()::contains)
        && firmware.targets().stream().anyMatch(this::runsOn);
  }

  private boolean runsOn(Target target) {
    String any = SHORT.getOrDefault(machine, machine) + "-0";
    return target.architecture().equals(architecture)
        && target.machines().stream()
            .map(pattern -> Pattern.quote(pattern).replace("*", "\\E.*\\Q"))
            .anyMatch(regex -> machine.matches(regex) || any.matches(regex));
  }
}
