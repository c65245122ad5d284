package dev.javaform.modules.linux.files;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The SELinux context a task wishes for a file, part by part; {@code _default} is what the policy
 * says, where it says something. A level is wished in vain where the policy has no levels.
 */
record ContextWish(
    Optional<String> seuser,
    Optional<String> serole,
    Optional<String> setype,
    Optional<String> selevel) {

  /** No wish. */
  static final ContextWish NONE =
      new ContextWish(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** A context of which nothing is known. */
  static final String UNKNOWN = "?:?:?:?";

  private static final String OPEN = "?";
  private static final String DEFAULT = "_default";
  private static final ImmutableList<String> OPTIONS = ImmutableList.of("-u", "-r", "-t", "-l");

  /** Whether nothing is wished. */
  boolean isNothing() {
    return parts().stream().allMatch(Optional::isEmpty);
  }

  /** The context wished where it is {@code now}. */
  String on(String now, Optional<String> policy) {
    List<String> context = split(now);
    for (int at = 0; at < context.size(); at++) {
      context.set(at, part(at, context.get(at), policy));
    }
    return Joiner.on(':').join(context);
  }

  private String part(int at, String now, Optional<String> policy) {
    Optional<String> wish = parts().get(at);
    return wish.filter(DEFAULT::equals).isPresent() ? byPolicy(at, now, policy) : wish.orElse(now);
  }

  private static String byPolicy(int at, String now, Optional<String> policy) {
    List<String> context = split(policy.orElseThrow(ContextWish::untold));
    return at < context.size() && !context.get(at).equals(OPEN) ? context.get(at) : now;
  }

  private static ModuleFailure untold() {
    return new ModuleFailure(
        "The host does not say what the SELinux policy's default is: the command matchpathcon is"
            + " missing or fails there.");
  }

  /** Whether all parts of a context are known. */
  static boolean isKnown(String context) {
    return !split(context).contains(OPEN);
  }

  /** What chcon(1) needs to lead from one context to another; a new file has none yet. */
  static String arguments(Optional<String> from, String to) {
    if (isKnown(to)) {
      return Script.Sh.quote(to);
    }
    List<String> wanted = split(to);
    List<String> now = from.map(ContextWish::split).orElse(List.of());
    List<String> options = new ArrayList<>();
    for (int at = 0; at < wanted.size(); at++) {
      String part = wanted.get(at);
      if (!part.equals(OPEN) && (at >= now.size() || !part.equals(now.get(at)))) {
        options.add(OPTIONS.get(at) + " " + Script.Sh.quote(part));
      }
    }
    return Joiner.on(' ').join(options);
  }

  private ImmutableList<Optional<String>> parts() {
    return ImmutableList.of(seuser, serole, setype, selevel);
  }

  /** A level may have colons in it. */
  private static List<String> split(String context) {
    return new ArrayList<>(Splitter.on(':').limit(OPTIONS.size()).splitToList(context));
  }
}
