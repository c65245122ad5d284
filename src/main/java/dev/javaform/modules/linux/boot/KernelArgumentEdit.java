package dev.javaform.modules.linux.boot;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** One wish about a command line. Applying it twice is applying it once. */
public sealed interface KernelArgumentEdit {

  /** The tokens as they should be; what changes keeps its place, what is new has none. */
  List<KernelArgument> applyTo(List<KernelArgument> tokens);

  /** Exactly one token with the key, with this value or as a flag. */
  record One(KernelArgument wanted) implements KernelArgumentEdit {
    @Override
    public List<KernelArgument> applyTo(List<KernelArgument> tokens) {
      Optional<KernelArgument> first = tokens.stream().filter(with(wanted.key())).findFirst();
      KernelArgument kept = first.filter(wanted::means).orElseGet(() -> moved(first));
      return replaced(tokens, with(wanted.key()), ImmutableList.of(kept));
    }

    private KernelArgument moved(Optional<KernelArgument> first) {
      return first.map(token -> token.becoming(wanted.text())).orElse(wanted);
    }
  }

  /** At least one token with the key and this value; others with the key are other wishes. */
  record OneOfMany(KernelArgument wanted) implements KernelArgumentEdit {
    @Override
    public List<KernelArgument> applyTo(List<KernelArgument> tokens) {
      return tokens.stream().anyMatch(wanted::means) ? tokens : and(tokens, wanted);
    }
  }

  /** One token whose list has these elements; no others where {@code exact}. */
  record Elements(KernelArgument wanted, boolean exact) implements KernelArgumentEdit {
    @Override
    public List<KernelArgument> applyTo(List<KernelArgument> tokens) {
      List<KernelArgument> seen = tokens.stream().filter(with(wanted.key())).toList();
      if (seen.isEmpty()) {
        return and(tokens, wanted);
      }
      return replaced(tokens, with(wanted.key()), ImmutableList.of(merged(seen)));
    }

    private KernelArgument merged(List<KernelArgument> seen) {
      Set<String> now = meaning(seen);
      Set<String> wish = meaning(List.of(wanted));
      Set<String> then = exact ? wish : ImmutableSet.copyOf(Sets.union(now, wish));
      if (seen.size() == 1 && ListValue.same(now, then)) {
        return seen.getFirst();
      }
      String value = exact ? wanted.value().orElse("") : ListValue.of(wanted.key(), then);
      return seen.getFirst().with(value);
    }
  }

  /** The huge page tokens are these, in this order. */
  record HugePages(ImmutableList<KernelArgument> wanted) implements KernelArgumentEdit {
    @Override
    public List<KernelArgument> applyTo(List<KernelArgument> tokens) {
      Predicate<KernelArgument> group = token -> ParameterKeys.isHugePages(token.key());
      List<KernelArgument> seen = tokens.stream().filter(group).toList();
      if (same(seen)) {
        return tokens;
      }
      int place = seen.isEmpty() ? KernelArgument.NEW : seen.getFirst().place();
      return replaced(
          tokens,
          group,
          wanted.stream().map(token -> new KernelArgument(token.text(), place)).toList());
    }

    private boolean same(List<KernelArgument> seen) {
      return seen.size() == wanted.size()
          && IntStream.range(0, seen.size()).allMatch(i -> seen.get(i).means(wanted.get(i)));
    }
  }

  /** No token with the key. */
  record NoKey(String key) implements KernelArgumentEdit {
    @Override
    public List<KernelArgument> applyTo(List<KernelArgument> tokens) {
      return tokens.stream().filter(with(key).negate()).toList();
    }
  }

  /** No token with the key and this value. */
  record NoPair(KernelArgument unwanted) implements KernelArgumentEdit {
    @Override
    public List<KernelArgument> applyTo(List<KernelArgument> tokens) {
      return tokens.stream().filter(token -> !token.means(unwanted)).toList();
    }
  }

  /**
   * No pages of a size, or of any: {@code hugepages} goes with the {@code hugepagesz} before it.
   */
  record NoPageSize(KernelArgument unwanted) implements KernelArgumentEdit {
    @Override
    public List<KernelArgument> applyTo(List<KernelArgument> tokens) {
      List<KernelArgument> kept = new ArrayList<>();
      boolean gone = false;
      for (KernelArgument token : tokens) {
        boolean size = token.key().equals(unwanted.key());
        gone = size ? unwanted.value().isEmpty() || token.means(unwanted) : gone;
        if (!gone || (!size && !token.key().equals("hugepages"))) {
          kept.add(token);
        }
      }
      return kept;
    }
  }

  /** None of the huge page tokens, where they are exactly these. */
  record NoHugePages(ImmutableList<KernelArgument> unwanted) implements KernelArgumentEdit {
    @Override
    public List<KernelArgument> applyTo(List<KernelArgument> tokens) {
      Predicate<KernelArgument> group = token -> ParameterKeys.isHugePages(token.key());
      boolean same = new HugePages(unwanted).same(tokens.stream().filter(group).toList());
      return same ? tokens.stream().filter(group.negate()).toList() : tokens;
    }
  }

  /** None of these elements in the list; no token where nothing is left of it. */
  record NoElements(KernelArgument unwanted) implements KernelArgumentEdit {
    @Override
    public List<KernelArgument> applyTo(List<KernelArgument> tokens) {
      Set<String> gone = elements(List.of(unwanted));
      List<KernelArgument> kept = new ArrayList<>();
      for (KernelArgument token : tokens) {
        boolean touched =
            with(unwanted.key()).test(token)
                && !Sets.intersection(elements(List.of(token)), gone).isEmpty();
        without(token, touched ? gone : Set.of()).ifPresent(kept::add);
      }
      return kept;
    }

    private static Optional<KernelArgument> without(KernelArgument token, Set<String> gone) {
      if (gone.isEmpty()) {
        return Optional.of(token);
      }
      Set<String> left = Sets.difference(elements(List.of(token)), gone);
      boolean nothing =
          ParameterKeys.CPU_LISTS.contains(token.key())
              ? left.stream().noneMatch(ListValue::isCpu)
              : left.isEmpty();
      return nothing ? Optional.empty() : Optional.of(token.with(ListValue.of(token.key(), left)));
    }
  }

  private static Predicate<KernelArgument> with(String key) {
    return token -> token.key().equals(key);
  }

  private static ImmutableSet<String> elements(List<KernelArgument> tokens) {
    return tokens.stream()
        .flatMap(token -> ListValue.elements(token.key(), token.value().orElse("")).stream())
        .collect(ImmutableSet.toImmutableSet());
  }

  private static ImmutableSet<String> meaning(List<KernelArgument> tokens) {
    return tokens.stream()
        .flatMap(token -> ListValue.meaning(token.key(), token.value().orElse("")).stream())
        .collect(ImmutableSet.toImmutableSet());
  }

  private static List<KernelArgument> and(List<KernelArgument> tokens, KernelArgument another) {
    return ImmutableList.<KernelArgument>builder().addAll(tokens).add(another).build();
  }

  /** The others in their order, the new ones where the first of the old ones was, or at the end. */
  private static List<KernelArgument> replaced(
      List<KernelArgument> tokens, Predicate<KernelArgument> old, List<KernelArgument> by) {
    List<KernelArgument> result = new ArrayList<>();
    boolean done = false;
    for (KernelArgument token : tokens) {
      if (!old.test(token)) {
        result.add(token);
      } else if (!done) {
        result.addAll(by);
        done = true;
      }
    }
    if (!done) {
      result.addAll(by);
    }
    return result;
  }
}
