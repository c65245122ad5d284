package dev.javaform.modules.linux.boot;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The arguments that an owner has set on a host. What stood there before, by another's hand, is not
 * among them.
 */
record Owned(ImmutableList<KernelArgument> tokens) {

  static Owned of(List<String> texts) {
    return new Owned(
        texts.stream().map(KernelArgument::of).collect(ImmutableList.toImmutableList()));
  }

  ImmutableList<String> texts() {
    return tokens.stream().map(KernelArgument::text).collect(ImmutableList.toImmutableList());
  }

  /** What is wanted no more. */
  ImmutableList<KernelArgument> released(List<KernelArgument> wanted) {
    return tokens.stream()
        .flatMap(token -> released(token, wanted).stream())
        .collect(ImmutableList.toImmutableList());
  }

  private static Optional<KernelArgument> released(
      KernelArgument token, List<KernelArgument> wanted) {
    if (ParameterKeys.isList(token.key())) {
      return part(token, Sets.difference(elements(token), elements(wanted, token.key())));
    }
    boolean still =
        wanted.stream().anyMatch(token::means)
            || wanted.stream().anyMatch(by -> replaces(by, token));
    return still ? Optional.empty() : Optional.of(token);
  }

  private static boolean replaces(KernelArgument wanted, KernelArgument token) {
    return ParameterKeys.isHugePages(token.key())
        ? ParameterKeys.isHugePages(wanted.key())
        : wanted.key().equals(token.key()) && !ParameterKeys.isRepeating(token.key());
  }

  /**
   * What is owned when the wanted arguments stand on these lines, of which some may have them now.
   */
  Owned after(List<KernelArgument> wanted, Collection<CommandLine> lines) {
    return new Owned(
        wanted.stream()
            .filter(token -> !ParameterKeys.leadsToRoot(token.key()))
            .flatMap(token -> owned(token, lines).stream())
            .collect(ImmutableList.toImmutableList()));
  }

  private Optional<KernelArgument> owned(KernelArgument token, Collection<CommandLine> lines) {
    List<KernelArgument> there = lines.stream().flatMap(line -> line.tokens().stream()).toList();
    if (!ParameterKeys.isList(token.key())) {
      boolean own =
          tokens.stream().anyMatch(token::means) || there.stream().noneMatch(token::means);
      return own ? Optional.of(token) : Optional.empty();
    }
    Set<String> others =
        Sets.difference(elements(there, token.key()), elements(tokens, token.key()));
    return part(token, Sets.difference(elements(token), others));
  }

  private static Optional<KernelArgument> part(KernelArgument token, Set<String> elements) {
    if (elements.equals(elements(token))) {
      return Optional.of(token);
    }
    return elements.isEmpty()
        ? Optional.empty()
        : Optional.of(token.with(ListValue.of(token.key(), ImmutableSet.copyOf(elements))));
  }

  private static ImmutableSet<String> elements(KernelArgument token) {
    return ListValue.elements(token.key(), token.value().orElse(""));
  }

  private static ImmutableSet<String> elements(List<KernelArgument> tokens, String key) {
    return tokens.stream()
        .filter(token -> token.key().equals(key))
        .flatMap(token -> elements(token).stream())
        .collect(ImmutableSet.toImmutableSet());
  }
}
