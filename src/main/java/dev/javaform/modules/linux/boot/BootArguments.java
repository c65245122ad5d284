package dev.javaform.modules.linux.boot;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;

/**
 * The kernel arguments of a host in their three states: of the next boot, of kernels to come, of
 * the running kernel. Each argument is one element, in order.
 *
 * @param entries by entry that is kept in step
 * @param nextBoot the entry that is started when nobody chooses
 * @param futureKernels by file that gives kernels to come their arguments
 * @param running those of the running kernel
 * @param loader what the changes are made with
 * @param host what makes some arguments dangerous on this host
 */
public record BootArguments(
    ImmutableMap<String, ImmutableList<String>> entries,
    String nextBoot,
    ImmutableMap<String, ImmutableList<String>> futureKernels,
    ImmutableList<String> running,
    BootLoader loader,
    HostFacts host) {

  static BootArguments of(BootLoader loader, CommandLine running, HostFacts host) {
    return new BootArguments(
        words(loader.entries()),
        loader.nextBoot(),
        words(loader.futureKernels()),
        running.withoutBootLoadersOwn().words(),
        loader,
        host);
  }

  /** The same after the next boot and future kernels fulfil the wishes; the running one cannot. */
  public BootArguments with(Wishes wishes) {
    return new BootArguments(
        applied(entries, wishes), nextBoot, applied(futureKernels, wishes), running, loader, host);
  }

  private static ImmutableMap<String, ImmutableList<String>> applied(
      ImmutableMap<String, ImmutableList<String>> lines, Wishes wishes) {
    return ImmutableMap.copyOf(
        Maps.transformValues(lines, words -> wishes.applyTo(CommandLine.ofWords(words)).words()));
  }

  private static ImmutableMap<String, ImmutableList<String>> words(
      ImmutableMap<String, CommandLine> lines) {
    return ImmutableMap.copyOf(
        Maps.transformValues(lines, line -> line.withoutBootLoadersOwn().words()));
  }
}
