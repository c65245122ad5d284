package dev.javaform.modules.linux.boot;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import java.util.List;
import java.util.stream.Stream;

/**
 * A kernel's command line, read as the kernel reads it (lib/cmdline.c, next_arg): blanks separate
 * tokens except between double quotes, which may open anywhere.
 *
 * @param tokens the kernel's own arguments, in order
 * @param init what follows a lone {@code --}: it belongs to init and is left alone
 */
public record CommandLine(ImmutableList<KernelArgument> tokens, ImmutableList<String> init) {

  static final ImmutableSet<String> BOOT_LOADERS_OWN = ImmutableSet.of("BOOT_IMAGE", "initrd");

  /** Reads a line of which every token is new. */
  public static CommandLine of(String line) {
    return of(line, KernelArgument.NEW);
  }

  /** Reads a line; its tokens remember {@code place}. */
  public static CommandLine of(String line, int place) {
    return of(words(line).stream().map(word -> new KernelArgument(word, place)).toList());
  }

  /** A line of tokens, of which one may be {@code --}. */
  public static CommandLine of(List<KernelArgument> all) {
    int end = Iterables.indexOf(all, token -> token.text().equals("--"));
    if (end < 0) {
      return new CommandLine(ImmutableList.copyOf(all), ImmutableList.of());
    }
    return new CommandLine(
        ImmutableList.copyOf(all.subList(0, end)),
        all.subList(end + 1, all.size()).stream()
            .map(KernelArgument::text)
            .collect(ImmutableList.toImmutableList()));
  }

  /** The words of a line as they are written. */
  public static ImmutableList<String> words(String line) {
    var words = ImmutableList.<String>builder();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    for (char c : (line + " ").toCharArray()) {
      quoted ^= c == '"';
      if (Character.isWhitespace(c) && !quoted) {
        if (!word.isEmpty()) {
          words.add(word.toString());
        }
        word.setLength(0);
      } else {
        word.append(c);
      }
    }
    return word.isEmpty() ? words.build() : words.add(word.toString().stripTrailing()).build();
  }

  /** The same without what a boot loader adds for itself. */
  public CommandLine withoutBootLoadersOwn() {
    return new CommandLine(
        tokens.stream()
            .filter(token -> !BOOT_LOADERS_OWN.contains(token.key()))
            .collect(ImmutableList.toImmutableList()),
        init);
  }

  /** The same with other tokens before the {@code --}. */
  public CommandLine with(List<KernelArgument> others) {
    return new CommandLine(ImmutableList.copyOf(others), init);
  }

  /** Whether a token has the key, written with {@code _}. */
  public boolean has(String key) {
    return tokens.stream().anyMatch(token -> token.key().equals(key));
  }

  /** The kernel's own arguments as texts. */
  public ImmutableList<String> texts() {
    return tokens.stream().map(KernelArgument::text).collect(ImmutableList.toImmutableList());
  }

  /** All words: the kernel's own arguments, then {@code --} and what belongs to init. */
  public ImmutableList<String> words() {
    Stream<String> end =
        init.isEmpty() ? Stream.of() : Stream.concat(Stream.of("--"), init.stream());
    return Stream.concat(texts().stream(), end).collect(ImmutableList.toImmutableList());
  }

  /** The line that has these words. */
  public static CommandLine ofWords(List<String> words) {
    return of(words.stream().map(KernelArgument::of).toList());
  }

  @Override
  public String toString() {
    return String.join(" ", words());
  }
}
