package dev.javaform.inventory;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import dev.javaform.python.Glob;
import dev.javaform.python.PatternException;
import dev.javaform.python.PatternTime;
import dev.javaform.python.Regex;
import dev.javaform.python.RegexSyntaxException;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the hosts a pattern means. */
final class Selection {

  /** Names of the machine javaform runs on; such a host exists even where no inventory names it. */
  static final ImmutableSet<String> LOCAL = ImmutableSet.of("127.0.0.1", "localhost", "::1");

  private static final Pattern IN_BRACKETS = Pattern.compile("\\[[^]]*]");

  private final ImmutableMap<String, Group> groups;
  private final ImmutableSet<String> hosts;
  private final Diagnostics diagnostics;

  Selection(
      ImmutableMap<String, Group> groups, ImmutableSet<String> hosts, Diagnostics diagnostics) {
    this.groups = groups;
    this.hosts = hosts;
    this.diagnostics = diagnostics;
  }

  /** The hosts, each once, in the order of the parts that add them. */
  Set<String> of(HostPattern pattern) {
    Set<String> selected = new LinkedHashSet<>();
    for (HostPattern.Part part : pattern.ordered()) {
      ImmutableList<String> matches = matches(part);
      if (part.excludes()) {
        selected.removeAll(ImmutableSet.copyOf(matches));
      } else if (part.intersects()) {
        selected.retainAll(ImmutableSet.copyOf(matches));
      } else {
        selected.addAll(matches);
      }
    }
    return selected;
  }

  private ImmutableList<String> matches(HostPattern.Part part) {
    String expression = part.expression();
    if (part.adds() && hosts.contains(expression)) {
      return ImmutableList.of(expression);
    }
    Optional<String> flaw = flaw(expression);
    if (flaw.isPresent()) {
      invalid(flaw.get(), part);
      return ImmutableList.of();
    }
    Subscript.Split split =
        expression.startsWith("~")
            ? new Subscript.Split(expression, Optional.empty())
            : Subscript.split(expression);
    ImmutableList<String> matches = enumerated(split.base(), part);
    return matches.isEmpty() || split.subscript().isEmpty()
        ? matches
        : picked(split.subscript().get(), matches, part);
  }

  private static Optional<String> flaw(String expression) {
    if (expression.length() > HostAddress.LONGEST) {
      return Optional.of("It is too long to name a host");
    }
    boolean loose = !expression.startsWith("~") && hasLooseBracket(expression);
    return expression.isEmpty() || loose
        ? Optional.of("A name is missing, or a bracket has no partner")
        : Optional.empty();
  }

  private static boolean hasLooseBracket(String expression) {
    return CharMatcher.anyOf("[]").matchesAnyOf(IN_BRACKETS.matcher(expression).replaceAll(""));
  }

  private ImmutableList<String> picked(
      Subscript subscript, List<String> matches, HostPattern.Part part) {
    return subscript
        .of(matches)
        .orElseGet(
            () -> {
              diagnostics.error(
                  "No such host in pattern",
                  ("No hosts matched the subscripted pattern '%s':"
                          + " %d match before the bracket, counted from 0.")
                      .formatted(part.expression(), matches.size()),
                  part.mark());
              return ImmutableList.of();
            });
  }

  private ImmutableList<String> enumerated(String expression, HostPattern.Part part) {
    try {
      return PatternTime.together(() -> enumerate(expression, part));
    } catch (PatternException e) {
      invalid(CharMatcher.is('.').trimTrailingFrom(e.getMessage()), part);
      return ImmutableList.of();
    }
  }

  private ImmutableList<String> enumerate(String expression, HostPattern.Part part) {
    Optional<Predicate<String>> matcher = matcher(expression, part);
    if (matcher.isEmpty()) {
      return ImmutableList.of();
    }
    List<Group> matching =
        groups.values().stream().filter(group -> matcher.get().test(group.name())).toList();
    List<String> found = new ArrayList<>(); // a host of two groups counts twice, as in Ansible
    matching.forEach(group -> found.addAll(group.hosts()));
    if (matching.isEmpty() || isOpen(expression)) {
      hosts.stream().filter(matcher.get()).forEach(found::add);
    }
    if (found.isEmpty()) {
      local(expression).ifPresent(found::add);
    }
    if (found.isEmpty() && matching.isEmpty() && !expression.equals(Draft.ALL)) {
      unmatched(expression, part);
    }
    return ImmutableList.copyOf(found);
  }

  /** Whether a pattern may match hosts beside the groups it matches. */
  private static boolean isOpen(String expression) {
    return expression.startsWith("~") || expression.chars().anyMatch(c -> ".?*[".indexOf(c) >= 0);
  }

  /** The local machine: by the first of its names that the inventory has, else by this one. */
  private Optional<String> local(String expression) {
    return LOCAL.contains(expression)
        ? hosts.stream().filter(LOCAL::contains).findFirst().or(() -> Optional.of(expression))
        : Optional.empty();
  }

  private void unmatched(String expression, HostPattern.Part part) {
    List<String> known = ImmutableList.copyOf(Iterables.concat(groups.keySet(), hosts));
    diagnostics.warning(
        "Unknown host pattern",
        "Could not match supplied host pattern, ignoring: %s%s"
            .formatted(expression, suggestion(expression, known)),
        part.mark());
  }

  private static String suggestion(String expression, List<String> known) {
    String question = Suggestion.didYouMean(expression, known);
    return question.isEmpty() ? "" : "." + question;
  }

  private Optional<Predicate<String>> matcher(String expression, HostPattern.Part part) {
    try {
      return Optional.of(matcher(expression));
    } catch (RegexSyntaxException e) {
      invalid(
          expression.startsWith("~")
              ? "The regular expression is wrong at its character %d: %s"
                  .formatted(e.at() + 1, e.why())
              : "The pattern is wrong: " + e.why(),
          part);
      return Optional.empty();
    }
  }

  private void invalid(String why, HostPattern.Part part) {
    diagnostics.error(
        "Invalid host pattern",
        "Invalid host list pattern: %s. %s.".formatted(Ascii.truncate(part.text(), 80, "..."), why),
        part.mark());
  }

  private static Predicate<String> matcher(String expression) {
    if (expression.startsWith("~")) {
      Regex regex = Regex.of(expression.substring(1));
      return name -> regex.match(name, Matcher::lookingAt);
    }
    return isOpen(expression) ? Glob.compile(expression)::matches : expression::equals;
  }
}
