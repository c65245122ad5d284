package dev.javaform.modules.linux.vfio;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What decides how functions can be kept for guests.
 *
 * @param functions all functions on the PCI bus by address
 * @param builtin the drivers that are part of the running kernel
 * @param foreign lists of ids for vfio-pci that are not ours, by where they stand
 * @param tools what can give functions to vfio-pci early: systemd, initramfs-tools, mkinitcpio
 * @param running the arguments of the running kernel that bear on it
 * @param log the kernel's lines about vfio-pci and the functions, oldest first
 * @param booted when the running kernel was booted, in seconds of the epoch
 * @param image the initial RAM disk of the running kernel
 * @param times when each file was written, in seconds of the epoch
 */
public record VfioHost(
    ImmutableMap<String, HostFunction> functions,
    ImmutableSet<String> builtin,
    ImmutableListMultimap<String, String> foreign,
    ImmutableSet<String> tools,
    ImmutableSet<String> running,
    ImmutableList<String> log,
    long booted,
    Optional<RunningImage> image,
    ImmutableMap<String, Long> times) {

  /**
   * The initial RAM disk that the running kernel is booted with.
   *
   * @param path where it is
   * @param time when it was made, in seconds of the epoch
   */
  public record RunningImage(String path, long time) {}

  /** The same after these files were written, or removed: no boot has seen them. */
  VfioHost without(Set<String> changed) {
    return new VfioHost(
        functions,
        builtin,
        foreign,
        tools,
        running,
        log,
        booted,
        image,
        ImmutableMap.copyOf(Maps.filterKeys(times, path -> !changed.contains(path))));
  }

  Optional<HostFunction> at(String address) {
    return Optional.ofNullable(functions.get(address));
  }

  /** The functions that stay with the host. */
  Stream<HostFunction> others(ImmutableSet<String> passed) {
    return functions.values().stream().filter(each -> !passed.contains(each.address()));
  }

  /**
   * Whether vfio-pci is part of the running kernel, so that files of modprobe.d do not reach it.
   */
  boolean hasVfioBuiltIn() {
    return builtin.contains("vfio_pci");
  }

  /** Whether the running kernel was started with that argument. */
  boolean wasTold(String argument) {
    return running.contains(argument);
  }

  /** Whether the files were in place, and in the image, before the running kernel was booted. */
  boolean wasReady(ImmutableSet<String> files) {
    long last =
        files.stream()
            .mapToLong(file -> times.getOrDefault(file, Long.MAX_VALUE))
            .max()
            .orElse(Long.MAX_VALUE);
    boolean inImage = image.map(it -> it.time() >= last && it.time() < booted).orElse(true);
    return last < booted && inImage;
  }
}
