package dev.javaform.modules.linux.files;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Content;
import dev.javaform.module.Digest;
import dev.javaform.module.Plan;
import dev.javaform.module.Returns;
import dev.javaform.module.SafePath;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.files.FileState.Data;
import dev.javaform.modules.linux.files.FileState.Kind;
import dev.javaform.modules.linux.files.FileState.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The plan for one regular file that shall have a certain content and certain attributes: nothing
 * where all agree, chown and its like where only they differ, else a new file in its place.
 *
 * @param content what shall be in the file
 * @param wish its owner, group, mode and details
 * @param backup whether a file that is replaced is copied first
 * @param validate a command that must succeed on the new file first
 * @param follow whether a symbolic link is written through; else a file takes its place
 * @param unsafe whether it is written in place where it cannot be replaced
 */
public record Replacement(
    Content content,
    Wish wish,
    boolean backup,
    Optional<String> validate,
    boolean follow,
    boolean unsafe) {

  /** The same of another file. */
  Replacement of(Content other, Wish otherWish) {
    return new Replacement(other, otherWish, backup, validate, follow, unsafe);
  }

  /** The state afterwards. */
  FileState after(FileState seen) {
    FileState begin = replacesLink(seen) ? seen.replacedBy(before(seen)) : seen;
    Node after = wish.on(before(seen), seen.place().maker());
    return begin.with(keepsContent(seen) ? after : after.with(Data.of(content)));
  }

  private boolean keepsContent(FileState seen) {
    return !replacesLink(seen) && sameContent(seen);
  }

  /** The file that is replaced, or what one that is made starts as. */
  private Node before(FileState seen) {
    return isNew(seen) ? seen.fresh(Kind.FILE) : seen.node().orElseThrow();
  }

  /** What there is to do. */
  public ImmutableList<Step> steps(FileState seen) {
    Node before = before(seen);
    Node after = after(seen).node().orElseThrow();
    if (keepsContent(seen)) {
      return Wish.steps(seen.path(), before, after);
    }
    before.details().requireChangeable(seen.path(), after.details(), List.of("write"));
    ImmutableList.Builder<Step> steps = ImmutableList.builder();
    if (isBackedUp(seen)) {
      steps.add(Backup.of(seen));
    }
    steps.addAll(Wish.steps(seen.path(), before.details().lift(after.details())));
    if (replacesLink(seen)) {
      steps.add(
          new Step.Run(
              "remove the link " + seen.path(),
              SafePath.script("reach {}\nrm -f \"./$n\"", seen.path())));
    }
    return steps.add(put(seen)).addAll(wish.stepsOfNew(seen.path(), after)).build();
  }

  /** The plan, returning {@code values}. */
  public Plan<FileState> plan(FileState seen, Map<String, Object> values) {
    return plan(seen, steps(seen), values);
  }

  /** The plan with these steps, which are at least those of {@link #steps}. */
  public Plan<FileState> plan(FileState seen, List<Step> steps, Map<String, Object> values) {
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
                : returns);
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

  private boolean isNew(FileState seen) {
    return !seen.exists() || replacesLink(seen);
  }

  private Step put(FileState seen) {
    return new Step.Put(
        "write " + seen.path(),
        seen.path(),
        content,
        wish.attributes(after(seen).node().orElseThrow(), isNew(seen)),
        isNew(seen) ? Digest.ABSENT : seen.digest(),
        validate,
        unsafe);
  }

  /** What was there before, as a difference may show it beside a secret. */
  private FileState shown(FileState seen) {
    return content.isSecret() && seen.node().flatMap(Node::data).isPresent()
        ? seen.with(
            seen.node().orElseThrow().with(seen.node().flatMap(Node::data).orElseThrow().hidden()))
        : seen;
  }
}
