package dev.javaform.modules.linux;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Output;
import dev.javaform.module.Probe;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.FileState.Link;
import dev.javaform.modules.linux.FileState.Node;
import dev.javaform.modules.linux.FileState.Place;
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

  private Below() {}

  /** What there is at {@code path}, and the attributes of all below it. */
  static Probe<FileState> probe(String path) {
    String question =
        """
        p=%s; look "$p"
        if [ -d "$p" ]; then
        find "$p"/ ! -path "$p"/ -exec stat -c '%%f %%u %%g %%U/%%G/%%n/' {} +
        fi
        """;
    return Probe.of(
        Script.sh(FileProbe.FUNCTIONS + "max=0\n" + question.formatted(HostPath.word(path))),
        FileState.class,
        Below::read);
  }

  private static FileState read(Output output) {
    FileAnswer answer = new FileAnswer(output);
    FileState top = answer.next();
    return top.along(entries(top, answer.rest()));
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

  private static FileState entry(String path, Node node, boolean isLink, Place place) {
    Link itself = new Link("", "", node.owner(), node.group(), node.uid(), node.gid());
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
        .orElseGet(() -> state.with(wish.on(state.node().orElseThrow(), state.place().maker())));
  }

  /** What leads from the one to the other, many files with one command. */
  static List<Step> steps(Map<String, FileState> seen, Map<String, FileState> wished) {
    ImmutableListMultimap.Builder<String, String> paths = ImmutableListMultimap.builder();
    seen.forEach(
        (path, state) ->
            commands(state, wished.get(path)).forEach(command -> paths.put(command, path)));
    ImmutableList.Builder<Step> steps = ImmutableList.builder();
    paths
        .build()
        .asMap()
        .forEach(
            (command, files) ->
                Iterables.partition(files, CHUNK)
                    .forEach(chunk -> steps.add(step(command, chunk))));
    return steps.build();
  }

  private static List<String> commands(FileState from, FileState to) {
    return from.link().isPresent()
        ? Wish.commands(from.link().get(), to.link().orElseThrow())
        : Wish.commands(from.node().orElseThrow(), to.node().orElseThrow());
  }

  private static Step step(String command, List<String> files) {
    return new Step.Run(
        "set attributes of " + Joiner.on(", ").join(Iterables.limit(files, 3)),
        Script.sh(command + " {}", files));
  }
}
