package dev.javaform.remote.ssh;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What ssh_config says about one host: the first value of a keyword counts, those of {@code
 * IdentityFile} add up (ssh_config(5)).
 */
final class Config {
  private static final Set<String> WAYS = Set.of("proxyjump", "proxycommand");

  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final List<String> identities = new ArrayList<>();
  private final String host;
  private final Optional<String> user;
  private final Consumer<String> warnings;

  /**
   * @param host as it was asked for
   * @param user as it was asked for, for {@code Match user}
   */
  Config(String host, Optional<String> user, Consumer<String> warnings) {
    this.host = host;
    this.user = user;
    this.warnings = warnings;
  }

  /** Adds what these lines say about the host and was not said before. */
  void add(List<ConfigFile.Line> lines) {
    Deque<Boolean> outer = new ArrayDeque<>();
    boolean active = true;
    for (ConfigFile.Line line : lines) {
      boolean enclosing = outer.isEmpty() || outer.peek();
      switch (line.keyword()) {
        case "{" -> outer.push(active);
        case "}" -> active = outer.pop();
        case "host" -> active = enclosing && Pattern.any(line.words(), host);
        case "match" -> active = enclosing && matches(line);
        default -> put(active, line);
      }
    }
  }

  private void put(boolean active, ConfigFile.Line line) {
    if (active && line.keyword().equals("identityfile")) {
      identities.addAll(line.words());
    } else if (active && !isSaid(line.keyword())) {
      values.put(line.keyword(), line.words());
    }
  }

  /** {@code ProxyJump} and {@code ProxyCommand} compete: the first of them counts. */
  private boolean isSaid(String keyword) {
    return WAYS.contains(keyword)
        ? WAYS.stream().anyMatch(values::containsKey)
        : values.containsKey(keyword);
  }

  private boolean matches(ConfigFile.Line line) {
    ImmutableList<String> words = line.words();
    boolean all = true;
    for (int i = 0; i < words.size(); i++) {
      String criterion = words.get(i).toLowerCase(Locale.ROOT);
      boolean negated = criterion.startsWith("!");
      String name = negated ? criterion.substring(1) : criterion;
      boolean alone = List.of("all", "canonical", "final").contains(name);
      String value = alone || i + 1 == words.size() ? "" : words.get(++i);
      all &= negated != holds(name, value, line.place());
    }
    return all;
  }

  private boolean holds(String criterion, String value, String place) {
    List<String> patterns = List.of(value.split(","));
    return switch (criterion) {
      case "all" -> true;
      case "canonical", "final" -> false; // there is no second pass over the files
      case "host" -> Pattern.any(patterns, word("hostname").orElse(host).replace("%h", host));
      case "originalhost" -> Pattern.any(patterns, host);
      case "user" -> Pattern.any(patterns, user.or(() -> word("user")).orElse(Settings.SELF));
      case "localuser" -> Pattern.any(patterns, Settings.SELF);
      default -> {
        warnings.accept(
            place + ": Match " + criterion + " is not supported and taken as not matching");
        yield false;
      }
    };
  }

  /** The first word of a keyword's value. */
  Optional<String> word(String keyword) {
    return words(keyword).stream().findFirst();
  }

  /** Whether a keyword is switched on. */
  boolean isYes(String keyword) {
    return word(keyword)
        .map(Ascii::toLowerCase)
        .filter(List.of("yes", "true")::contains)
        .isPresent();
  }

  /** Whether a keyword is switched off. */
  boolean isNo(String keyword) {
    return word(keyword)
        .map(Ascii::toLowerCase)
        .filter(List.of("no", "false")::contains)
        .isPresent();
  }

  /** All words of a keyword's value. */
  List<String> words(String keyword) {
    return values.getOrDefault(keyword, List.of());
  }

  List<String> identities() {
    return identities;
  }
}
