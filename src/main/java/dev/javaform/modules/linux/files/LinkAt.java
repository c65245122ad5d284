package dev.javaform.modules.linux.files;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.SafePath;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.HostPath;
import dev.javaform.modules.linux.files.FileState.Kind;
import dev.javaform.modules.linux.files.FileState.Link;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code state: link}: a symbolic link is there that says {@code src}.
 *
 * @param force whether it replaces a file or an empty directory, or leads to nothing
 * @param follow whether attributes are those of its target, not its own
 */
record LinkAt(String path, Optional<String> src, boolean force, boolean follow, Wish wish)
    implements Module<FileState> {

  @Override
  public Probe<FileState> observe() {
    return src.isEmpty()
        ? FileProbe.of(path, asked())
        : FileProbe.along(force ? withEntries() : withTarget(), asked(), path, src.get());
  }

  private static final String LINK =
      """
      reach {}
      {} "./$n" || exit 1
      private || refuse "$why"
      ln -s -- {} ./new && place ./new "../$n" || refuse "$why"
      """;

  private Asked asked() {
    return wish.details().asked();
  }

  /** Asks first about the entry {@code .} of a directory that is not empty. */
  private String withEntries() {
    return """
        p=%s; if ! [ -h "$p" ] && [ -n "$(ls -A "$p"/ 2>/dev/null)" ]; then look "$p/."; fi
        look "$p"
        """
        .formatted(HostPath.word(path));
  }

  /** Asks first whether the target is there, as seen from where the link will be. */
  private String withTarget() {
    String target = src.orElseThrow();
    String look =
        target.startsWith("/") || target.startsWith("~")
            ? "look " + HostPath.word(target)
            : "look \"$d\"/" + Script.Sh.quote(target);
    return """
        p=%s; d=${p%%/*}; [ -d "$p" ] && ! [ -h "$p" ] && d=$p
        %s; look "$p"
        """
        .formatted(HostPath.word(path), look);
  }

  @Override
  public Plan<FileState> decide(FileState seen) {
    refuse(seen);
    FileState linked = linked(seen);
    FileState after = attributed(linked);
    ImmutableList.Builder<Step> steps = ImmutableList.builder();
    if (!seen.equals(linked)) {
      steps.add(link(seen));
    }
    steps.addAll(follow ? ofTarget(linked, after) : ofLink(seen, linked, after));
    return plan(seen, after, steps.build());
  }

  private Plan<FileState> plan(FileState seen, FileState after, List<Step> steps) {
    Returns returns = Returns.of(values(after));
    if (steps.isEmpty()) {
      return Plan.keep(seen).returning(returns);
    }
    return wish.plan(seen, after, steps).returning(returns);
  }

  private void refuse(FileState seen) {
    if (!follow && wish.details().attributes().isPresent()) {
      throw new ModuleFailure("A symbolic link has no attributes of its own (lsattr(1)).");
    }
    if (seen.link().isEmpty() && src.isEmpty()) {
      throw new ModuleFailure("src is required for creating new symlinks");
    }
    if (!force && !seen.along().isEmpty() && target(seen).filter(FileState::exists).isEmpty()) {
      throw new ModuleFailure(
          "src file does not exist, use \"force=yes\" if you really want to create the link: "
              + target(seen).orElseThrow().path());
    }
    if (seen.link().isEmpty() && seen.exists() && !force) {
      throw new ModuleFailure(
          "refusing to convert from %s to symlink for %s"
              .formatted(seen.is(Kind.DIRECTORY) ? "directory" : "file", seen.path()));
    }
    if (seen.link().isEmpty() && seen.is(Kind.DIRECTORY) && !seen.along().isEmpty()) {
      throw new ModuleFailure(
          "the directory %s is not empty, refusing to convert it".formatted(seen.path()));
    }
    if (!seen.place().parent()) {
      throw new ModuleFailure(
          "Error while linking: the directory %s does not exist"
              .formatted(FileCopy.parent(seen.path())));
    }
  }

  private Optional<FileState> target(FileState seen) {
    return force ? Optional.empty() : seen.along().values().stream().findFirst();
  }

  private FileState linked(FileState seen) {
    if (src.isEmpty() || seen.link().map(Link::target).equals(src)) {
      return seen;
    }
    Link made = made(src.get(), seen);
    Link link = follow ? made.with(Details.NONE) : made;
    return seen.linkedBy(link, target(seen).flatMap(FileState::node));
  }

  /** A symbolic link that is made where that was seen. */
  static Link made(String target, FileState seen) {
    String real = target.startsWith("/") ? target : FileCopy.parent(seen.path()) + "/" + target;
    FileCreator maker = seen.place().maker();
    return new Link(
        target,
        real,
        maker.user(),
        maker.group(),
        Optional.of(maker.uid()),
        Optional.of(maker.gid()),
        seen.place().fresh().ofLink());
  }

  /** A directory goes only where it is empty, which rmdir sees to. */
  private Step link(FileState seen) {
    boolean directory = seen.link().isEmpty() && seen.is(Kind.DIRECTORY);
    return new Step.Run(
        "link " + seen.path() + " to " + src.orElseThrow(),
        SafePath.script(LINK, seen.path(), directory ? "rmdir" : ":", src.orElseThrow()));
  }

  private FileState attributed(FileState linked) {
    if (follow) {
      return linked
          .node()
          .map(node -> linked.with(wish.on(node, linked.place().maker())))
          .orElse(linked);
    }
    Link link = linked.link().orElseThrow();
    return linked.linkedBy(wish.on(link), linked.node());
  }

  private static List<Step> ofTarget(FileState from, FileState to) {
    return from.node()
        .map(node -> Wish.steps(from.path(), node, to.node().orElseThrow()))
        .orElse(ImmutableList.of());
  }

  /** A link that is made is given all that is wished, whatever it has got by itself. */
  private static List<Step> ofLink(FileState seen, FileState linked, FileState to) {
    Link link = linked.link().orElseThrow();
    Link from = seen.equals(linked) ? link : link.with(Details.NONE);
    return Wish.steps(linked.path(), from, to.link().orElseThrow());
  }

  private static Map<String, Object> values(FileState after) {
    Link link = after.link().orElseThrow();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("dest", after.path());
    values.put("src", link.target());
    values.put("state", "link");
    values.put("mode", "0777");
    values.put("owner", link.owner());
    values.put("group", link.group());
    link.uid().ifPresent(uid -> values.put("uid", Long.valueOf(uid)));
    link.gid().ifPresent(gid -> values.put("gid", Long.valueOf(gid)));
    link.details()
        .secontext()
        .filter(ContextWish::isKnown)
        .ifPresent(label -> values.put("secontext", label));
    values.put("size", (long) link.target().getBytes(StandardCharsets.UTF_8).length);
    return values;
  }
}
