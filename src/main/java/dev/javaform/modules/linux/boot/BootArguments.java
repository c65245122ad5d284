package dev.javaform.modules.linux.boot;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.javaform.module.Unseen;
import dev.javaform.modules.linux.SeenFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The kernel arguments of a host in their three states: of the next boot, of kernels to come, of
 * the running kernel. Each argument is one element, in order.
 *
 * @param entries by entry that is kept in step
 * @param nextBoot the entry that is started when nobody chooses
 * @param futureKernels by file that gives kernels to come their arguments
 * @param running those of the running kernel
 * @param owned what each owner has set, by owner
 * @param notes the files in which that stands, by owner
 * @param loader what the changes are made with
 * @param host what makes some arguments dangerous on this host
 */
public record BootArguments(
    ImmutableMap<String, ImmutableList<String>> entries,
    String nextBoot,
    ImmutableMap<String, ImmutableList<String>> futureKernels,
    ImmutableList<String> running,
    ImmutableMap<String, ImmutableList<String>> owned,
    @Unseen ImmutableMap<String, SeenFile> notes,
    BootLoader loader,
    HostFacts host) {

  private static final String SET_BY = "set by ";

  static BootArguments of(
      BootLoader loader,
      CommandLine running,
      ImmutableMap<String, SeenFile> notes,
      HostFacts host) {
    return new BootArguments(
        words(loader.entries()),
        loader.nextBoot(),
        words(loader.futureKernels()),
        running.withoutBootLoadersOwn().words(),
        notes.entrySet().stream()
            .collect(
                ImmutableMap.toImmutableMap(
                    note -> SET_BY + note.getKey(), note -> OwnerNote.read(note.getValue()))),
        notes,
        loader,
        host);
  }

  /** What an owner has set. */
  Owned owned(String owner) {
    return Owned.of(owned.getOrDefault(SET_BY + owner, ImmutableList.of()));
  }

  /** Whether some owner has set an argument. */
  boolean isNoted(KernelArgument token) {
    return owned.values().stream()
        .flatMap(texts -> Owned.of(texts).tokens().stream())
        .anyMatch(token::means);
  }

  /** The same where an owner has set other arguments. */
  BootArguments with(String owner, Owned then) {
    Map<String, ImmutableList<String>> all = new TreeMap<>(owned);
    all.put(SET_BY + owner, then.texts());
    all.values().removeIf(List::isEmpty);
    return new BootArguments(
        entries, nextBoot, futureKernels, running, ImmutableMap.copyOf(all), notes, loader, host);
  }

  /** The same where the running kernel has these arguments. */
  BootArguments running(List<String> words) {
    return new BootArguments(
        entries, nextBoot, futureKernels, ImmutableList.copyOf(words), owned, notes, loader, host);
  }

  /** Whether the next boot and future kernels get the same arguments. */
  boolean bootsLike(BootArguments other) {
    return entries.equals(other.entries) && futureKernels.equals(other.futureKernels);
  }

  /** Every line that is kept in step. */
  ImmutableList<CommandLine> lines() {
    return Stream.concat(entries.values().stream(), futureKernels.values().stream())
        .map(CommandLine::ofWords)
        .collect(ImmutableList.toImmutableList());
  }

  /** The same after the next boot and future kernels fulfil the wishes; the running one cannot. */
  public BootArguments with(Wishes wishes) {
    return new BootArguments(
        applied(entries, wishes),
        nextBoot,
        applied(futureKernels, wishes),
        running,
        owned,
        notes,
        loader,
        host);
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
