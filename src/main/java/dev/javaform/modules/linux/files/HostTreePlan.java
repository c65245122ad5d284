package dev.javaform.modules.linux.files;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import dev.javaform.module.FileMode;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Plan;
import dev.javaform.module.Returns;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.files.FileState.Data;
import dev.javaform.modules.linux.files.FileState.Kind;
import dev.javaform.modules.linux.files.FileState.Link;
import dev.javaform.modules.linux.files.FileState.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The plan for a directory of the host that is copied within the host. As with Ansible, what is
 * made or differs gets the mode of its source, the task's {@code mode} is that of the directory
 * itself, and what is at the destination only is left alone.
 */
final class HostTreePlan {

  private final HostTreeWish task;
  private final Wish wish;
  private final FileState from;
  private final FileState seen;
  private final ImmutableList.Builder<Step> first = ImmutableList.builder();
  private final HostTreeCopies copies = new HostTreeCopies();
  private final ImmutableList.Builder<Step> then = ImmutableList.builder();
  private final List<List<Step>> last = new ArrayList<>();
  private final Map<String, FileState> afters = new LinkedHashMap<>();
  private @Nullable Node root;

  /**
   * @param answer what {@link HostTreeProbe} saw
   */
  HostTreePlan(HostTreeWish task, FileState from, FileState answer) {
    this.task = task;
    this.from = from;
    this.wish = task.options().wish().preserving(from.node().map(Node::mode));
    String name = HostTreeProbe.name(task.source());
    this.seen =
        isContent() || answer.path().endsWith("/" + name)
            ? answer
            : answer.entry(name).along(answer.along());
  }

  /** Whether only what is in the source is copied. */
  private boolean isContent() {
    return task.source().endsWith("/");
  }

  Plan<FileState> plan() {
    refuse();
    if (!task.force() && seen.exists()) {
      return Plan.keep(seen).returning(returns(seen, Map.of("msg", "file already exists")));
    }
    first.addAll(Directories.above(seen, wish.ofDirectories(task.directoryMode())));
    root = directory(seen, wish.mode(), rootMode()).node().orElseThrow();
    afters.putAll(seen.along());
    from.along().forEach((name, source) -> entry(source, place(name)));
    ImmutableList<Step> steps = steps();
    FileState after = seen.with(requireNonNull(root)).along(ImmutableMap.copyOf(afters));
    return (steps.isEmpty() ? Plan.keep(seen) : Plan.move(seen, after, steps))
        .returning(returns(after, Map.of()));
  }

  private ImmutableList<Step> steps() {
    ImmutableList.Builder<Step> steps = first.addAll(copies.steps()).addAll(then.build());
    Lists.reverse(last).forEach(steps::addAll);
    return steps.build();
  }

  private Returns returns(FileState after, Map<String, Object> more) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("dest", after.path());
    values.put("src", task.source());
    values.putAll(FileReturns.of(after));
    values.putAll(more);
    return Returns.of(values);
  }

  private void refuse() {
    if (task.options().validate().isPresent()) {
      throw new ModuleFailure(
          "\"validate\" is for one file, and \"%s\" is a directory.".formatted(from.path()));
    }
    FileState top = top();
    requireDirectory(top);
    if (!top.exists() && !top.place().parent() && !task.dest().endsWith("/")) {
      throw new ModuleFailure(
          "Destination directory " + FileCopy.parent(top.path()) + " does not exist");
    }
  }

  /** What there is at the destination that the task names. */
  private FileState top() {
    return isContent()
        ? seen
        : requireNonNull(seen.along().getOrDefault(FileCopy.parent(seen.path()), seen));
  }

  private static void requireDirectory(FileState now) {
    requireLed(now);
    if (now.exists() && !now.is(Kind.DIRECTORY)) {
      throw new ModuleFailure("\"" + now.path() + "\" exists and is not a directory.");
    }
  }

  private static void requireLed(FileState now) {
    if (!now.exists() && now.link().isPresent()) {
      throw new ModuleFailure(
          "\"%s\" is a link that leads to nothing; remove it, or make what it leads to."
              .formatted(now.path()));
    }
  }

  private FileState place(String name) {
    String path = (seen.path().equals("/") ? "" : seen.path()) + "/" + name;
    FileState state = seen.along().get(path);
    if (state == null) {
      throw new ModuleFailure("The host did not say what there is at \"" + path + "\".");
    }
    return state;
  }

  private void entry(FileState source, FileState now) {
    FileState after;
    if (source.link().isPresent() && !task.through()) {
      after = link(source, now);
    } else if (source.is(Kind.DIRECTORY)) {
      after = directory(now, Optional.empty(), modeOfNew(source));
    } else if (source.is(Kind.FILE)) {
      after = file(source, now);
    } else {
      throw new ModuleFailure(
          source.exists()
              ? "\"%s\" is neither a file nor a directory nor a link; it cannot be copied."
                  .formatted(source.path())
              : "\"%s\" is a link that leads to nothing; with \"local_follow: false\" links are copied as they are."
                  .formatted(source.path()));
    }
    afters.put(after.path(), after);
  }

  /** A destination that is made before anything is copied into it is made as any directory. */
  private Optional<FileMode> rootMode() {
    boolean slash = task.dest().endsWith("/");
    boolean isCopied = isContent() ? !slash : slash || isIn();
    return isCopied ? modeOfNew(from) : task.directoryMode();
  }

  private boolean isIn() {
    return top().exists();
  }

  private Optional<FileMode> modeOfNew(FileState source) {
    return task.directoryMode().or(() -> source.node().map(node -> new FileMode(node.mode())));
  }

  /**
   * A directory is open to us until all is in it.
   *
   * @param mode what it shall have in any case
   * @param ofNew what it gets where it is made
   */
  private FileState directory(FileState now, Optional<FileMode> mode, Optional<FileMode> ofNew) {
    requireDirectory(now);
    if (now.exists()) {
      return kept(now, wish.ofDirectories(mode));
    }
    Wish wished = wish.ofDirectories(mode.or(() -> ofNew));
    Node made = wished.on(now.fresh(Kind.DIRECTORY), now.place().maker());
    Optional<FileMode> open = wished.mode().map(_ -> opened(made.mode()));
    first.add(Directories.make(now.path(), wish.ofDirectories(open), now));
    ImmutableList.Builder<String> commands = ImmutableList.builder();
    open.filter(each -> !each.text().equals(made.mode()))
        .ifPresent(_ -> commands.add(Wish.chmod(made.mode())));
    attributes(now.path(), commands.addAll(wished.details().commandsOfNew(made.details())).build());
    return now.with(made);
  }

  private static FileMode opened(String mode) {
    return new FileMode("%04o".formatted(Integer.parseInt(mode, 8) | 0700));
  }

  /** Something that is there already, and whose content is right. */
  private FileState kept(FileState now, Wish wished) {
    Node node = now.node().orElseThrow();
    Node owned = wished.on(node, now.place().maker());
    attributes(now.path(), Wish.commands(now.path(), node, owned));
    return now.with(owned);
  }

  /** What may forbid to put anything into a directory is done in the end, the lowest first. */
  private void attributes(String path, List<String> commands) {
    List<String> late = new ArrayList<>();
    for (String command : commands) {
      if (command.startsWith("chmod") || Wish.isLast(command)) {
        late.add(command);
      } else {
        first.addAll(Wish.steps(path, List.of(command)));
      }
    }
    last.add(Wish.steps(path, late));
  }

  private FileState file(FileState source, FileState now) {
    requireLed(now);
    requireFile(now);
    Data data = read(source);
    if (now.exists() && read(now).digest().equals(data.digest())) {
      return kept(now, wish.ofDirectories(Optional.empty()));
    }
    Node before = now.exists() ? now.node().orElseThrow() : now.fresh(Kind.FILE);
    Node owned = wish.ofDirectories(Optional.empty()).on(before, now.place().maker());
    Node after = owned.permitting(mode(source.node().orElseThrow(), owned)).with(data);
    before.details().requireChangeable(now.path(), after.details(), List.of("write"));
    backUp(now);
    first.addAll(Wish.steps(now.path(), before.details().lift(after.details())));
    copies.file(source, now, after);
    then.addAll(wish.stepsOfNew(now.path(), after));
    return now.with(after);
  }

  /** The set-id bits of a file mean another user or group once it is somebody else's. */
  private static String mode(Node source, Node owned) {
    boolean same = source.owner().equals(owned.owner()) && source.group().equals(owned.group());
    return same ? source.mode() : "%04o".formatted(Integer.parseInt(source.mode(), 8) & 01777);
  }

  private void backUp(FileState now) {
    if (task.options().backup() && now.is(Kind.FILE)) {
      first.add(Backup.of(now));
    }
  }

  private static void requireFile(FileState now) {
    if (now.exists() && !now.is(Kind.FILE)) {
      throw new ModuleFailure("\"" + now.path() + "\" exists and is not a regular file.");
    }
  }

  private static Data read(FileState file) {
    return file.node()
        .flatMap(Node::data)
        .filter(data -> data.digest().isPresent())
        .orElseThrow(() -> new ModuleFailure("\"" + file.path() + "\" cannot be read."));
  }

  private FileState link(FileState source, FileState now) {
    String target = source.link().orElseThrow().target();
    if (now.link().map(Link::target).filter(target::equals).isPresent()) {
      Link link = now.link().orElseThrow();
      Link owned = wish.on(link);
      then.addAll(Wish.steps(now.path(), link, owned));
      return now.linkedBy(owned, now.node());
    }
    if (now.link().isEmpty()) {
      requireFile(now);
      backUp(now);
    }
    Link made = LinkAt.made(target, now);
    Link owned = wish.on(made);
    copies.link(target, now);
    then.addAll(Wish.steps(now.path(), made.with(Details.NONE), owned));
    return now.linkedBy(owned, source.node());
  }
}
