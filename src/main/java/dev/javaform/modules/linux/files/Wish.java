package dev.javaform.modules.linux.files;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import dev.javaform.module.Attributes;
import dev.javaform.module.FileMode;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Plan;
import dev.javaform.module.SafePath;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.files.FileState.Kind;
import dev.javaform.modules.linux.files.FileState.Link;
import dev.javaform.modules.linux.files.FileState.Node;
import java.util.List;
import java.util.Optional;

/** The owner, group, mode and details a task wishes for a file; what it does not wish is kept. */
public record Wish(
    Optional<FileMode> mode, Optional<String> owner, Optional<String> group, DetailsWish details) {

  /** No wish. */
  public static final Wish NONE =
      new Wish(Optional.empty(), Optional.empty(), Optional.empty(), DetailsWish.NONE);

  /** What commands set, by how they begin, in the order in which they are to be run. */
  private static final ImmutableMap<String, String> COMMANDS =
      ImmutableMap.of(
          "chattr -", "attributes",
          "chcon", "SELinux context",
          "chown", "owner",
          "chmod", "mode",
          "touch", "times",
          "chattr +", "attributes");

  /** The same, where {@code mode: preserve} means the mode that the source has. */
  Wish preserving(Optional<String> sourceMode) {
    return mode.filter(FileMode::isPreserve).isPresent()
        ? new Wish(sourceMode.map(FileMode::new), owner, group, details)
        : this;
  }

  /** The wish for directories that are made for a file, or hold what is copied. */
  Wish ofDirectories(Optional<FileMode> directoryMode) {
    return new Wish(directoryMode, owner, group, details);
  }

  /** The wish for what has just been made. */
  Wish ofNew() {
    return new Wish(mode, owner, group, details.ofNew());
  }

  /** The wish for whatever is found below a directory. */
  Wish of(Kind kind) {
    return kind == Kind.SPECIAL ? new Wish(mode, owner, group, details.ofSpecial()) : this;
  }

  /**
   * The node with the wish fulfilled.
   *
   * @param maker whose umask a mode such as {@code +w} heeds
   * @throws ModuleFailure where the host cannot fulfil it, or not for this user
   */
  public Node on(Node now, FileCreator maker) {
    boolean owned = isMet(owner, now.owner(), now.uid());
    boolean grouped = isMet(group, now.group(), now.gid());
    return new Node(
        now.kind(),
        mode.map(wish -> wish.applyTo(now.mode(), now.kind() == Kind.DIRECTORY, maker.umask()))
            .orElse(now.mode()),
        owned ? now.owner() : owner.orElseThrow(),
        grouped ? now.group() : group.orElseThrow(),
        owned ? now.uid() : number(owner.orElseThrow()),
        grouped ? now.gid() : number(group.orElseThrow()),
        now.data(),
        details.on(now.details(), maker));
  }

  /** The symbolic link itself with the wish fulfilled; it has no mode of its own. */
  public Link on(Link now) {
    boolean owned = isMet(owner, now.owner(), now.uid());
    boolean grouped = isMet(group, now.group(), now.gid());
    return new Link(
        now.target(),
        now.realPath(),
        owned ? now.owner() : owner.orElseThrow(),
        grouped ? now.group() : group.orElseThrow(),
        owned ? now.uid() : number(owner.orElseThrow()),
        grouped ? now.gid() : number(group.orElseThrow()),
        details.ofLink().on(now.details()));
  }

  /** The plan whose state afterwards is the wished one. */
  Plan<FileState> plan(FileState seen, FileState after, List<Step> steps) {
    if (steps.isEmpty()) {
      return Plan.keep(seen);
    }
    return details.isEvent() ? Plan.event(seen, after, steps) : Plan.move(seen, after, steps);
  }

  /** What leads from one node to the other at {@code path}; nothing where they agree. */
  static ImmutableList<Step> steps(String path, Node from, Node to) {
    return steps(path, commands(path, from, to));
  }

  /** The same for a symbolic link itself. */
  static ImmutableList<Step> steps(String path, Link from, Link to) {
    return steps(path, commands(from, to));
  }

  /** What gives the details to a file or directory that has just been made or written anew. */
  ImmutableList<Step> stepsOfNew(String path, Node to) {
    return steps(path, details.commandsOfNew(to.details()));
  }

  /** Steps of these commands, each without its last word, the path. */
  static ImmutableList<Step> steps(String path, List<String> commands) {
    return commands.stream()
        .map(command -> step(command, path))
        .collect(ImmutableList.toImmutableList());
  }

  private static Step step(String command, String path) {
    String what = COMMANDS.values().asList().get(rank(command));
    String follow = isOfLink(command) ? "" : " follow";
    return new Step.Run(
        "set the " + what + " of " + path,
        SafePath.script(acting(command) + "reach {}" + follow + "\nheld \"$n\"", path));
  }

  /** Makes a command that lacks its last words, the paths, what {@link SafePath} holds them for. */
  static String acting(String command) {
    return "act() { %s \"$@\"; }\nlinks=%s\n".formatted(command, isOfLink(command) ? "1" : "");
  }

  private static boolean isOfLink(String command) {
    return command.contains(" -h");
  }

  /** Where the command stands in the order in which commands are to be run. */
  static int rank(String command) {
    return Iterables.indexOf(COMMANDS.keySet(), command::startsWith);
  }

  /** Whether the command comes after all others, as it may forbid them. */
  static boolean isLast(String command) {
    return rank(command) == COMMANDS.size() - 1;
  }

  /** The commands for a symbolic link itself, each without its last word, the path. */
  static ImmutableList<String> commands(Link from, Link to) {
    ImmutableList.Builder<String> commands = ImmutableList.builder();
    commands.addAll(from.details().label(to.details(), true));
    String account = account(from.owner(), to.owner(), from.group(), to.group());
    if (!account.isEmpty()) {
      commands.add("chown -h " + Script.Sh.quote(account));
    }
    return commands.addAll(from.details().touch(to.details(), true)).build();
  }

  /**
   * The commands, each without its last word, the path.
   *
   * @throws ModuleFailure where the file's attributes forbid them and are not taken off
   */
  static ImmutableList<String> commands(String path, Node from, Node to) {
    ImmutableList<String> commands =
        ImmutableList.<String>builder()
            .addAll(from.details().lift(to.details()))
            .addAll(from.details().label(to.details(), false))
            .addAll(permissions(from, to))
            .addAll(from.details().touch(to.details(), false))
            .addAll(from.details().mark(to.details()))
            .build();
    from.details().requireChangeable(path, to.details(), commands);
    return commands;
  }

  private static ImmutableList<String> permissions(Node from, Node to) {
    ImmutableList.Builder<String> commands = ImmutableList.builder();
    String account = account(from.owner(), to.owner(), from.group(), to.group());
    if (!account.isEmpty()) {
      commands.add("chown " + Script.Sh.quote(account));
    }
    if (!from.mode().equals(to.mode()) || (!account.isEmpty() && isSpecial(to.mode()))) {
      commands.add(chmod(to.mode()));
    }
    return commands.build();
  }

  /** A fifth digit takes set-id bits off directories, too, which GNU's chmod keeps otherwise. */
  static String chmod(String mode) {
    return "chmod 0" + mode;
  }

  /**
   * What a file that is put in place gets, where it was {@code from} before and shall be {@code
   * to}.
   */
  Attributes attributes(Node to, boolean isNew) {
    return new Attributes(
        owner, group, isNew || mode.isPresent() ? Optional.of(to.mode()) : Optional.empty());
  }

  /** Whether an owner or group is the wished one, given by name or by number. */
  static boolean isMet(Optional<String> wish, String name, Optional<String> number) {
    return wish.isEmpty() || wish.get().equals(name) || wish.equals(number);
  }

  /** Changing the owner clears the set-id bits (chown(2)), so that they have to be set again. */
  private static boolean isSpecial(String mode) {
    return !mode.startsWith("0");
  }

  private static String account(String owner, String newOwner, String group, String newGroup) {
    String user = owner.equals(newOwner) ? "" : newOwner;
    return group.equals(newGroup) ? user : user + ":" + newGroup;
  }

  private static Optional<String> number(String account) {
    return account.chars().allMatch(Character::isDigit) ? Optional.of(account) : Optional.empty();
  }
}
