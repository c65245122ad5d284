package dev.javaform.modules.linux.files;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Lists;
import dev.javaform.module.Content;
import dev.javaform.module.ControllerFile;
import dev.javaform.module.FileMode;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.HostPath;
import dev.javaform.modules.linux.files.FileState.Kind;
import dev.javaform.modules.linux.files.FileState.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A directory of the controller, put in place file by file; what else is there on the host is left
 * alone. The state is that of the directory, with everything below it along.
 *
 * @param source the directory; without a trailing slash it is itself put into {@code dest}
 * @param options owner, group, mode, backup, validation for every file
 */
record TreeCopy(
    ControllerFile source,
    String dest,
    boolean force,
    Optional<FileMode> directoryMode,
    Replacement options)
    implements Module<FileState> {

  /** How many files the host is asked about in one breath. */
  private static final int CHUNK = 200;

  @Override
  public Probe<FileState> observe() {
    StringBuilder question = new StringBuilder(FileProbe.SAME);
    question.append("max=65536; b=").append(HostPath.word(root())).append('\n');
    directories().forEach(name -> question.append(look(name)));
    List<String> files =
        source.entries().keySet().stream().filter(name -> !name.endsWith("/")).toList();
    Lists.partition(files, CHUNK).forEach(some -> question.append(same(some)));
    return FileProbe.apart(
        question.append("look \"$b\"").toString(), options.wish().details().asked());
  }

  private static String look(String name) {
    return "look " + path(name) + "\n";
  }

  private String same(List<String> files) {
    StringBuilder line = new StringBuilder("same");
    files.forEach(name -> line.append(' ').append(digest(name)).append(' ').append(path(name)));
    return line.append('\n').toString();
  }

  private String digest(String name) {
    return requireNonNull(source.entries().get(name)).digest().sha256();
  }

  private static String path(String name) {
    return "\"${b%/}\"/" + Script.Sh.quote(name);
  }

  @Override
  public Plan<FileState> decide(FileState seen) {
    Changes changes = new Changes(seen);
    changes.root();
    directories().forEach(name -> changes.directory(below(seen, name)));
    source
        .entries()
        .forEach(
            (name, content) -> {
              if (!name.endsWith("/")) {
                changes.file(below(seen, name), wanted(name, content));
              }
            });
    return changes.plan();
  }

  private String root() {
    String name = HostPath.safe(source.path());
    return source.path().endsWith("/")
        ? dest
        : dest + "/" + name.substring(name.lastIndexOf('/') + 1);
  }

  /** Every directory below the root, those above others first. */
  private ImmutableSortedSet<String> directories() {
    ImmutableSortedSet.Builder<String> all = ImmutableSortedSet.naturalOrder();
    for (String name : source.entries().keySet()) {
      for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
        all.add(name.substring(0, slash));
      }
    }
    return all.build();
  }

  private static FileState below(FileState seen, String name) {
    String path = (seen.path().equals("/") ? "" : seen.path()) + "/" + name;
    FileState state = seen.along().get(path);
    if (state == null) {
      throw new ModuleFailure("The host did not say what there is at \"" + path + "\".");
    }
    return state;
  }

  private Replacement wanted(String name, Content content) {
    Wish wish = options.wish().preserving(Optional.ofNullable(source.modes().get(name)));
    return options.of(content, wish);
  }

  /** What is collected on the way through the tree. */
  private final class Changes {

    private final FileState seen;
    private final ImmutableList.Builder<Step> steps = ImmutableList.builder();
    private final ImmutableList.Builder<Step> last = ImmutableList.builder();
    private final ImmutableMap.Builder<String, FileState> afters = ImmutableMap.builder();
    private @Nullable Node root;

    Changes(FileState seen) {
      this.seen = seen;
    }

    /** A destination that takes only the content of a directory, and is there, is left as it is. */
    void root() {
      if (source.path().endsWith("/") && seen.is(Kind.DIRECTORY)) {
        add(seen, seen);
      } else {
        directory(seen);
      }
    }

    void directory(FileState now) {
      if (now.exists() && !now.is(Kind.DIRECTORY)) {
        throw new ModuleFailure("\"" + now.path() + "\" exists and is not a directory.");
      }
      FileCreator maker = now.place().maker();
      if (now.exists()) {
        Node node = now.node().orElseThrow();
        Node owned = options.wish().ofDirectories(Optional.empty()).on(node, maker);
        attributes(now.path(), Wish.commands(now.path(), node, owned));
        add(now, now.with(owned));
      } else {
        Wish wish = options.wish().ofDirectories(directoryMode);
        Node made = wish.on(now.fresh(Kind.DIRECTORY), maker);
        steps.add(Directories.make(now.path(), wish, now));
        attributes(now.path(), wish.details().commandsOfNew(made.details()));
        add(now, now.with(made));
      }
    }

    /** What may forbid to put anything into the directory is done in the end. */
    private void attributes(String path, List<String> commands) {
      commands.forEach(
          command ->
              (Wish.isLast(command) ? last : steps).addAll(Wish.steps(path, List.of(command))));
    }

    void file(FileState now, Replacement wanted) {
      if (now.exists() && !now.is(Kind.FILE)) {
        throw new ModuleFailure("\"" + now.path() + "\" exists and is not a regular file.");
      }
      if (!force && now.exists()) {
        add(now, now);
        return;
      }
      ImmutableList<Step> needed = wanted.steps(now);
      steps.addAll(needed);
      add(now, needed.isEmpty() ? now : wanted.after(now));
    }

    @SuppressWarnings("ReferenceEquality") // the destination itself
    private void add(FileState before, FileState after) {
      if (before == seen) {
        root = after.node().orElseThrow();
      } else {
        afters.put(after.path(), after);
      }
    }

    Plan<FileState> plan() {
      ImmutableList<Step> all = steps.addAll(last.build()).build();
      Returns returns = Returns.of(Map.of("dest", dest, "src", source.path()));
      return (all.isEmpty()
              ? Plan.keep(seen)
              : Plan.move(seen, seen.with(requireNonNull(root)).along(afters.build()), all))
          .returning(returns);
    }
  }
}
