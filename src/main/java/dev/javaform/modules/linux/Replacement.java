package dev.javaform.modules.linux;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Content;
import dev.javaform.module.Digest;
import dev.javaform.module.Foresight;
import dev.javaform.module.Plan;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.FileState.Data;
import dev.javaform.modules.linux.FileState.Kind;
import dev.javaform.modules.linux.FileState.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The plan for one regular file that shall have a certain content, owner, group and mode: nothing
 * where all agree, chown and chmod where only they differ, else a new file in its place.
 *
 * @param content what shall be in the file
 * @param wish its owner, group and mode
 * @param backup whether a file that is replaced is copied first
 * @param validate a command that must succeed on the new file first
 * @param follow whether a symbolic link is written through; else a file takes its place
 */
record Replacement(
    Content content, Wish wish, boolean backup, Optional<String> validate, boolean follow) {

  /** The state afterwards. */
  FileState after(FileState seen) {
    FileState begin = replacesLink(seen) ? seen.replacedBy(seen.fresh(Kind.FILE)) : seen;
    Node now = begin.node().orElseGet(() -> seen.fresh(Kind.FILE));
    return begin.with(wish.on(now, seen.place().maker()).with(Data.of(content)));
  }

  /** What there is to do. */
  ImmutableList<Step> steps(FileState seen) {
    if (!replacesLink(seen) && sameContent(seen)) {
      Node now = seen.node().orElseThrow();
      return Wish.steps(seen.realPath(), now, wish.on(now, seen.place().maker()));
    }
    ImmutableList.Builder<Step> steps = ImmutableList.builder();
    if (isBackedUp(seen)) {
      steps.add(Backup.of(seen.path()));
    }
    if (replacesLink(seen)) {
      steps.add(new Step.Run("remove the link " + seen.path(), Script.sh("rm -f {}", seen.path())));
    }
    return steps.add(put(seen)).build();
  }

  /** The plan, returning {@code values}. */
  Plan<FileState> plan(FileState seen, Map<String, Object> values) {
    return plan(seen, steps(seen), values);
  }

  /** The plan with these steps, which are at least those of {@link #steps}. */
  Plan<FileState> plan(FileState seen, List<Step> steps, Map<String, Object> values) {
    if (steps.isEmpty()) {
      return Plan.keep(seen).returning(Returns.of(values));
    }
    FileState after = after(seen);
    Returns returns = Returns.of(values);
    return Plan.move(shown(seen), after, steps)
        .returning(
            isBackedUp(seen) && !sameContent(seen)
                ? returns.learning(
                    List.of("backup_file"), outputs -> Map.of("backup_file", Backup.name(outputs)))
                : returns)
        .foreseeing(List.of(new Foresight<>(FileState.probe(after.path()), after)));
  }

  /** Whether the file is there and has the content. */
  boolean sameContent(FileState seen) {
    return seen.exists() && seen.digest().equals(content.digest());
  }

  private boolean replacesLink(FileState seen) {
    return !follow && seen.link().isPresent();
  }

  private boolean isBackedUp(FileState seen) {
    return backup && seen.exists();
  }

  private Step put(FileState seen) {
    boolean isNew = !seen.exists() || replacesLink(seen);
    return new Step.Put(
        "write " + seen.path(),
        replacesLink(seen) ? seen.path() : seen.realPath(),
        content,
        wish.attributes(after(seen).node().orElseThrow(), isNew),
        isNew ? Digest.ABSENT : seen.digest(),
        validate);
  }

  /** What was there before, as a difference may show it beside a secret. */
  private FileState shown(FileState seen) {
    return content.isSecret() && seen.node().flatMap(Node::data).isPresent()
        ? seen.with(
            seen.node().orElseThrow().with(seen.node().flatMap(Node::data).orElseThrow().hidden()))
        : seen;
  }
}
