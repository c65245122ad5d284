package dev.javaform.modules.linux.boot;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** All that a task wishes of a command line: first what must go, then what must be there. */
public final class Wishes {

  private final ImmutableList<KernelArgumentEdit> wishes;
  private final ImmutableList<KernelArgument> wanted;
  private final ImmutableSet<String> keys;

  private Wishes(
      ImmutableList<KernelArgumentEdit> wishes,
      ImmutableList<KernelArgument> wanted,
      ImmutableSet<String> keys) {
    this.wishes = wishes;
    this.wanted = wanted;
    this.keys = keys;
  }

  /**
   * The wishes that these tokens mean.
   *
   * @param exact the list keys whose elements are replaced, not added to
   * @throws IllegalArgumentException where a token is none, or two contradict each other
   */
  public static Wishes of(List<String> present, List<String> absent, List<String> exact) {
    List<KernelArgument> wanted = present.stream().map(Wishes::token).toList();
    List<KernelArgument> unwanted = absent.stream().map(Wishes::token).toList();
    Set<String> exactKeys = exactKeys(exact, wanted);
    refuseContradictions(wanted, unwanted);
    var wishes = ImmutableList.<KernelArgumentEdit>builder();
    unwanted.forEach(token -> wishes.add(gone(token)));
    List<KernelArgument> pages =
        wanted.stream().filter(token -> ParameterKeys.isHugePages(token.key())).toList();
    if (!pages.isEmpty()) {
      wishes.add(new KernelArgumentEdit.HugePages(ImmutableList.copyOf(pages)));
    }
    wanted.stream()
        .filter(token -> !ParameterKeys.isHugePages(token.key()))
        .forEach(token -> wishes.add(there(token, exactKeys)));
    return new Wishes(wishes.build(), ImmutableList.copyOf(wanted), keysOf(wanted, unwanted));
  }

  /** These wishes, and before them that arguments which an owner has set are there no more. */
  Wishes releasing(List<KernelArgument> released) {
    var edits = ImmutableList.<KernelArgumentEdit>builder();
    List<KernelArgument> pages =
        released.stream().filter(token -> ParameterKeys.isHugePages(token.key())).toList();
    if (!pages.isEmpty()) {
      edits.add(new KernelArgumentEdit.NoHugePages(ImmutableList.copyOf(pages)));
    }
    released.stream()
        .filter(token -> !ParameterKeys.isHugePages(token.key()))
        .forEach(token -> edits.add(released(token)));
    return new Wishes(edits.addAll(wishes).build(), wanted, keys);
  }

  private static KernelArgumentEdit released(KernelArgument token) {
    return ParameterKeys.isList(token.key())
        ? new KernelArgumentEdit.NoElements(token)
        : new KernelArgumentEdit.NoPair(token);
  }

  /** The line as it should be. */
  public CommandLine applyTo(CommandLine line) {
    List<KernelArgument> tokens = line.tokens();
    for (KernelArgumentEdit wish : wishes) {
      tokens = wish.applyTo(tokens);
    }
    return line.with(tokens);
  }

  /** Whether nothing about the line has to change. */
  public boolean hold(CommandLine line) {
    return applyTo(line).texts().equals(line.texts());
  }

  /** The tokens that must be there. */
  public ImmutableList<KernelArgument> wanted() {
    return wanted;
  }

  /** The keys spoken of that lead the kernel to its root file system. */
  public ImmutableSet<String> keysLeadingToRoot() {
    return keys.stream().filter(ParameterKeys::leadsToRoot).collect(ImmutableSet.toImmutableSet());
  }

  private static KernelArgumentEdit there(KernelArgument token, Set<String> exact) {
    if (ParameterKeys.isList(token.key())) {
      return new KernelArgumentEdit.Elements(token, exact.contains(token.key()));
    }
    return ParameterKeys.isRepeating(token.key())
        ? new KernelArgumentEdit.OneOfMany(token)
        : new KernelArgumentEdit.One(token);
  }

  private static KernelArgumentEdit gone(KernelArgument token) {
    if (token.key().equals("hugepagesz")) {
      return new KernelArgumentEdit.NoPageSize(token);
    }
    if (token.value().isEmpty()) {
      return new KernelArgumentEdit.NoKey(token.key());
    }
    return ParameterKeys.isList(token.key())
        ? new KernelArgumentEdit.NoElements(token)
        : new KernelArgumentEdit.NoPair(token);
  }

  private static KernelArgument token(String text) {
    List<String> words = CommandLine.words(text);
    boolean balanced = text.chars().filter(c -> c == '"').count() % 2 == 0;
    boolean clean = text.chars().noneMatch(Character::isISOControl);
    if (words.size() != 1 || !balanced || !clean || text.equals("--") || text.startsWith("=")) {
      throw new IllegalArgumentException(
          "\"%s\" is not one kernel argument: write a flag like \"nowatchdog\" or a pair like"
                  .formatted(text)
              + " \"iommu=pt\", with double quotes around a value that contains spaces.");
    }
    KernelArgument token = KernelArgument.of(words.getFirst());
    if (CommandLine.BOOT_LOADERS_OWN.contains(token.key())) {
      throw new IllegalArgumentException(
          "\"%s\" belongs to the boot loader, which writes it for each kernel.".formatted(text));
    }
    return token;
  }

  private static Set<String> exactKeys(List<String> exact, List<KernelArgument> wanted) {
    Set<String> keys = new HashSet<>();
    for (String key : exact) {
      String written = key.replace('-', '_');
      if (!ParameterKeys.isList(written)
          || wanted.stream().noneMatch(token -> token.key().equals(written))) {
        throw new IllegalArgumentException(
            "\"%s\" is in exact, which takes keys of lists that are in present: vfio-pci.ids,"
                    .formatted(key)
                + " module_blacklist, isolcpus, nohz_full and the like.");
      }
      keys.add(written);
    }
    return keys;
  }

  private static void refuseContradictions(
      List<KernelArgument> wanted, List<KernelArgument> unwanted) {
    Map<String, KernelArgument> single = new HashMap<>();
    for (KernelArgument token : wanted) {
      boolean several =
          ParameterKeys.isList(token.key())
              || ParameterKeys.isRepeating(token.key())
              || ParameterKeys.isHugePages(token.key());
      KernelArgument other = single.putIfAbsent(token.key(), token);
      if (!several && other != null && !other.means(token)) {
        throw contradiction(other, token, "are both in present");
      }
      for (KernelArgument gone : unwanted) {
        if (gone.key().equals(token.key()) && (gone.value().isEmpty() || gone.means(token))) {
          throw contradiction(token, gone, "are in present and in absent");
        }
      }
    }
  }

  private static IllegalArgumentException contradiction(
      KernelArgument one, KernelArgument other, String where) {
    return new IllegalArgumentException(
        "\"%s\" and \"%s\" %s. An argument in present replaces other values of its key by itself."
            .formatted(one, other, where));
  }

  private static ImmutableSet<String> keysOf(
      List<KernelArgument> wanted, List<KernelArgument> unwanted) {
    return Stream.concat(wanted.stream(), unwanted.stream())
        .map(KernelArgument::key)
        .collect(ImmutableSet.toImmutableSet());
  }
}
