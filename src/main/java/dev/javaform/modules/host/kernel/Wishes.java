package dev.javaform.modules.host.kernel;

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

  private final ImmutableList<Wish> wishes;
  private final ImmutableList<Token> wanted;
  private final ImmutableSet<String> keys;

  private Wishes(
      ImmutableList<Wish> wishes, ImmutableList<Token> wanted, ImmutableSet<String> keys) {
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
    List<Token> wanted = present.stream().map(Wishes::token).toList();
    List<Token> unwanted = absent.stream().map(Wishes::token).toList();
    Set<String> exactKeys = exactKeys(exact, wanted);
    refuseContradictions(wanted, unwanted);
    var wishes = ImmutableList.<Wish>builder();
    unwanted.forEach(token -> wishes.add(gone(token)));
    List<Token> pages = wanted.stream().filter(token -> Keys.isHugePages(token.key())).toList();
    if (!pages.isEmpty()) {
      wishes.add(new Wish.HugePages(ImmutableList.copyOf(pages)));
    }
    wanted.stream()
        .filter(token -> !Keys.isHugePages(token.key()))
        .forEach(token -> wishes.add(there(token, exactKeys)));
    return new Wishes(wishes.build(), ImmutableList.copyOf(wanted), keysOf(wanted, unwanted));
  }

  /** The line as it should be. */
  public CommandLine applyTo(CommandLine line) {
    List<Token> tokens = line.tokens();
    for (Wish wish : wishes) {
      tokens = wish.applyTo(tokens);
    }
    return line.with(tokens);
  }

  /** Whether nothing about the line has to change. */
  public boolean hold(CommandLine line) {
    return applyTo(line).texts().equals(line.texts());
  }

  /** The tokens that must be there. */
  public ImmutableList<Token> wanted() {
    return wanted;
  }

  /** The keys spoken of that lead the kernel to its root file system. */
  public ImmutableSet<String> keysLeadingToRoot() {
    return keys.stream().filter(Keys::leadsToRoot).collect(ImmutableSet.toImmutableSet());
  }

  private static Wish there(Token token, Set<String> exact) {
    if (Keys.isList(token.key())) {
      return new Wish.Elements(token, exact.contains(token.key()));
    }
    return Keys.isRepeating(token.key()) ? new Wish.OneOfMany(token) : new Wish.One(token);
  }

  private static Wish gone(Token token) {
    if (token.key().equals("hugepagesz")) {
      return new Wish.NoPageSize(token);
    }
    if (token.value().isEmpty()) {
      return new Wish.NoKey(token.key());
    }
    return Keys.isList(token.key()) ? new Wish.NoElements(token) : new Wish.NoPair(token);
  }

  private static Token token(String text) {
    List<String> words = CommandLine.words(text);
    boolean balanced = text.chars().filter(c -> c == '"').count() % 2 == 0;
    boolean clean = text.chars().noneMatch(Character::isISOControl);
    if (words.size() != 1 || !balanced || !clean || text.equals("--") || text.startsWith("=")) {
      throw new IllegalArgumentException(
          "\"%s\" is not one kernel argument: expected is a flag like \"nowatchdog\" or a pair like"
                  .formatted(text)
              + " \"iommu=pt\", with double quotes around a value that holds blanks.");
    }
    Token token = Token.of(words.getFirst());
    if (CommandLine.BOOT_LOADERS_OWN.contains(token.key())) {
      throw new IllegalArgumentException(
          "\"%s\" belongs to the boot loader, which writes it for each kernel.".formatted(text));
    }
    return token;
  }

  private static Set<String> exactKeys(List<String> exact, List<Token> wanted) {
    Set<String> keys = new HashSet<>();
    for (String key : exact) {
      String written = key.replace('-', '_');
      if (!Keys.isList(written)
          || wanted.stream().noneMatch(token -> token.key().equals(written))) {
        throw new IllegalArgumentException(
            "\"%s\" stands in exact, which takes keys of lists that present has: vfio-pci.ids,"
                    .formatted(key)
                + " module_blacklist, isolcpus, nohz_full and the like.");
      }
      keys.add(written);
    }
    return keys;
  }

  private static void refuseContradictions(List<Token> wanted, List<Token> unwanted) {
    Map<String, Token> single = new HashMap<>();
    for (Token token : wanted) {
      boolean several =
          Keys.isList(token.key())
              || Keys.isRepeating(token.key())
              || Keys.isHugePages(token.key());
      Token other = single.putIfAbsent(token.key(), token);
      if (!several && other != null && !other.means(token)) {
        throw contradiction(other, token, "stand both in present");
      }
      for (Token gone : unwanted) {
        if (gone.key().equals(token.key()) && (gone.value().isEmpty() || gone.means(token))) {
          throw contradiction(token, gone, "stand in present and in absent");
        }
      }
    }
  }

  private static IllegalArgumentException contradiction(Token one, Token other, String where) {
    return new IllegalArgumentException(
        "\"%s\" and \"%s\" %s. An argument in present replaces other values of its key by itself."
            .formatted(one, other, where));
  }

  private static ImmutableSet<String> keysOf(List<Token> wanted, List<Token> unwanted) {
    return Stream.concat(wanted.stream(), unwanted.stream())
        .map(Token::key)
        .collect(ImmutableSet.toImmutableSet());
  }
}
