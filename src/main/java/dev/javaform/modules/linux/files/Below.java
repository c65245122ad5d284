package dev.javaform.modules.linux.files;

import static java.util.Comparator.naturalOrder;
import static java.util.Objects.requireNonNull;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Probe;
import dev.javaform.module.SafePath;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.HostPath;
import dev.javaform.modules.linux.files.FileState.Link;
import dev.javaform.modules.linux.files.FileState.Node;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All files, directories and symbolic links below a directory, and the attributes they share. Of a
 * link its own owner is meant; nothing outside the directory is touched.
 */
final class Below {

  private static final int CHUNK = 500;

  /** How the raw mode of a symbolic link begins (inode(7)). */
  private static final String LINK = "a";

  /** One line of the listing; a name may have newlines in it, and ends in a slash here. */
  private static final Pattern ENTRY =
      Pattern.compile(
          "(?s)([0-9a-f]{4}) (\\d+) (\\d+) ([^/\n]*)/([^/\n]*)/(.*?)/\n(?=[0-9a-f]{4} |$)");

  /** Below the directory no link is followed, not even one that has appeared since. */
  private static final String ENTER =
      """
      reach {} follow
      top=$at
      below() { (go "$top$1"; survey; shift; held "$@") || exit; }
      """;

  private Below() {}

  /** What there is at {@code path}, and the attributes of all below it. */
  static Probe<FileState> probe(String path, Asked asked) {
    String question =
        """
        max=0; p=%s; look "$p"
        if [ -d "$p" ]; then
        find "$p"/ ! -path "$p"/ -exec stat -c '%%f %%u %%g %%U/%%G/%%n/' {} +
        %sfi
        """;
    return FileProbe.probe(
        question.formatted(HostPath.word(path), asked.below()), asked, Below::read);
  }

  private static FileState read(FileAnswer answer) {
    FileState top = answer.next();
    if (answer.isDone()) {
      return top;
    }
    ImmutableMap<String, FileState> entries = entries(top, answer.listing());
    return top.along(detailed(top, entries, answer.told()));
  }

  private static ImmutableMap<String, FileState> entries(FileState top, String listing) {
    ImmutableMap.Builder<String, FileState> entries = ImmutableMap.builder();
    Matcher entry = ENTRY.matcher(listing);
    while (entry.lookingAt()) {
      String path = path(top, entry.group(6));
      entries.put(path, entry(path, node(entry), entry.group(1).startsWith(LINK), top.place()));
      entry.region(entry.end(), listing.length());
    }
    return entries.buildKeepingLast();
  }

  private static ImmutableMap<String, FileState> detailed(
      FileState top, ImmutableMap<String, FileState> entries, Map<String, String> told) {
    if (told.isEmpty()) {
      return entries;
    }
    BelowDetails details = new BelowDetails(top.path(), told, entries.size());
    ImmutableMap.Builder<String, FileState> detailed = ImmutableMap.builder();
    entries.forEach(
        (path, entry) -> detailed.put(path, entry.with(details.next(path, entry.node()))));
    return detailed.buildOrThrow();
  }

  private static FileState entry(String path, Node node, boolean isLink, FilePlace place) {
    Link itself =
        new Link("", "", node.owner(), node.group(), node.uid(), node.gid(), Details.NONE);
    return isLink
        ? new FileState(path, Optional.of(itself), Optional.empty(), place)
        : new FileState(path, Optional.empty(), Optional.of(node), place);
  }

  /** The listed name; every one of them must be below the directory. */
  private static String path(FileState top, String name) {
    if (!name.startsWith(top.path() + "/")) {
      throw new ModuleFailure("A name below \"" + top.path() + "\" cannot be read: " + name);
    }
    return name;
  }

  private static Node node(Matcher entry) {
    return FileAnswer.node(
        entry.group(1), entry.group(2), entry.group(3), entry.group(4), entry.group(5));
  }

  /** The same entries with the wish fulfilled. */
  static ImmutableMap<String, FileState> wished(Map<String, FileState> seen, Wish wish) {
    ImmutableMap.Builder<String, FileState> wished = ImmutableMap.builder();
    seen.forEach((path, state) -> wished.put(path, wished(state, wish)));
    return wished.build();
  }

  private static FileState wished(FileState state, Wish wish) {
    return state
        .link()
        .map(link -> state.linkedBy(wish.on(link), Optional.empty()))
        .orElseGet(() -> state.with(wished(state.node().orElseThrow(), state.place(), wish)));
  }

  private static Node wished(Node node, FilePlace place, Wish wish) {
    return wish.of(node.kind()).on(node, place.maker());
  }

  /**
   * What leads from the one to the other, many files with one command.
   *
   * @param top the directory
   */
  static List<Step> steps(String top, Map<String, FileState> seen, Map<String, FileState> wished) {
    ListMultimap<String, String> paths =
        MultimapBuilder.treeKeys(Comparator.comparingInt(Wish::rank).thenComparing(naturalOrder()))
            .arrayListValues()
            .build();
    seen.forEach(
        (path, state) ->
            commands(state, requireNonNull(wished.get(path)))
                .forEach(command -> paths.put(command, path)));
    ImmutableList.Builder<Step> steps = ImmutableList.builder();
    paths
        .asMap()
        .forEach(
            (command, files) ->
                Iterables.partition(files, CHUNK)
                    .forEach(chunk -> steps.add(step(command, top, chunk))));
    return steps.build();
  }

  private static List<String> commands(FileState from, FileState to) {
    return from.link().isPresent()
        ? Wish.commands(from.link().get(), to.link().orElseThrow())
        : Wish.commands(from.path(), from.node().orElseThrow(), to.node().orElseThrow());
  }

  private static Step step(String command, String top, List<String> files) {
    ListMultimap<String, String> names = MultimapBuilder.linkedHashKeys().arrayListValues().build();
    for (String file : files) {
      int slash = file.lastIndexOf('/');
      names.put(file.substring(top.length(), slash), file.substring(slash + 1));
    }
    Script.Sh script = SafePath.script(Wish.acting(command) + ENTER, top);
    for (String folder : names.keySet()) {
      script = script.then(Script.sh("below {} {}", folder, names.get(folder)));
    }
    return new Step.Run(
        "set attributes of " + Joiner.on(", ").join(Iterables.limit(files, 3)), script);
  }
}
