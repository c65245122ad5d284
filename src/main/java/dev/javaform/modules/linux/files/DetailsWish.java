package dev.javaform.modules.linux.files;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.ModuleFailure;
import java.util.Optional;

/**
 * What a task wishes of a file beside owner, group and mode; what it does not wish is kept.
 *
 * @param mtime when the file shall have been changed: {@code now}, or the host's own time as {@code
 *     2026-01-31 23:59:59}
 * @param atime when it shall have been read, likewise
 */
public record DetailsWish(
    ContextWish context,
    Optional<AttributesWish> attributes,
    Optional<String> mtime,
    Optional<String> atime) {

  /** No wish. */
  static final DetailsWish NONE =
      new DetailsWish(ContextWish.NONE, Optional.empty(), Optional.empty(), Optional.empty());

  private static final String NOW = "now";

  /** The same with times. */
  DetailsWish timed(Optional<String> modified, Optional<String> accessed) {
    return new DetailsWish(context, attributes, modified, accessed);
  }

  /** The same of what has just been made: its times are now anyway. */
  DetailsWish ofNew() {
    return timed(mtime.filter(time -> !time.equals(NOW)), atime.filter(time -> !time.equals(NOW)));
  }

  /** The same of a device, a pipe or a socket, which have no attributes. */
  DetailsWish ofSpecial() {
    return new DetailsWish(context, Optional.empty(), mtime, atime);
  }

  /** The same of a symbolic link: it has no attributes, and looking at it sets when it was read. */
  DetailsWish ofLink() {
    return new DetailsWish(context, Optional.empty(), mtime, Optional.empty());
  }

  /** What has to be asked to know whether the wish is fulfilled. */
  public Asked asked() {
    return new Asked(
        !context.isNothing(), attributes.isPresent(), isSet(mtime) || isSet(atime), isSet(atime));
  }

  private static boolean isSet(Optional<String> time) {
    return time.filter(when -> !when.equals(NOW)).isPresent();
  }

  /** Whether fulfilling it is an event, done anew each time. */
  boolean isEvent() {
    return mtime.filter(NOW::equals).isPresent() || atime.filter(NOW::equals).isPresent();
  }

  /**
   * The details with the wish fulfilled.
   *
   * @param maker who would do it
   */
  Details on(Details now, FileCreator maker) {
    Details wished = on(now);
    if (!maker.isRoot() && now.needRoot(wished)) {
      throw new ModuleFailure("Only root may set or remove the attributes a and i (chattr(1)).");
    }
    return wished;
  }

  /** The same, whoever would do it. */
  Details on(Details now) {
    return new Details(
        now.secontext().map(label -> context.on(label, now.policy())),
        now.policy(),
        attributes
            .map(wish -> wish.on(now.attributes().orElseThrow(DetailsWish::noAttributes)))
            .or(now::attributes),
        now.inherited(),
        mtime.or(now::mtime),
        atime.or(now::atime));
  }

  private static ModuleFailure noAttributes() {
    return new ModuleFailure("Only files and directories have attributes (lsattr(1)).");
  }

  /**
   * The commands for a file that has just been made or written anew, each without its last word,
   * the path. Whatever it has got by itself, it gets all that is wished.
   */
  ImmutableList<String> commandsOfNew(Details to) {
    ImmutableList.Builder<String> commands = ImmutableList.builder();
    attributes.ifPresent(
        wish -> commands.addAll(Details.chattr('-', wish.unwanted(to.inherited().orElse("")))));
    commands.addAll(Details.NONE.label(to, false)).addAll(Details.NONE.touch(to, false));
    attributes.ifPresent(
        _ ->
            commands.addAll(
                Details.chattr('+', AttributesWish.settable(to.attributes().orElse("")))));
    return commands.build();
  }
}
