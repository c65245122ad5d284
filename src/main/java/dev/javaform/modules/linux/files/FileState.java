package dev.javaform.modules.linux.files;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Content;
import dev.javaform.module.Digest;
import dev.javaform.module.Probe;
import dev.javaform.module.Situated;
import dev.javaform.module.Unseen;
import dev.javaform.modules.linux.HoldsFiles;
import dev.javaform.modules.linux.SeenFile;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What there is at a path of a host: nothing, a file, a directory, a symbolic link and what it
 * leads to. Every module that looks at one path asks this one question, so that in check mode the
 * planned state of an earlier task answers a later one.
 *
 * @param path the path asked about, with {@code ~} and variables as the host resolves them
 * @param link the symbolic link at the path, where there is one
 * @param node what the path leads to, links followed; empty where there is nothing
 * @param place what is needed to make something there
 * @param along what was asked in the same breath, by path: the files below a directory that is
 *     copied, the source of a copy within the host
 */
public record FileState(
    @Unseen String path,
    Optional<Link> link,
    Optional<Node> node,
    @Unseen FilePlace place,
    ImmutableMap<String, FileState> along)
    implements Situated<FileState>, HoldsFiles {

  FileState(String path, Optional<Link> link, Optional<Node> node, FilePlace place) {
    this(path, link, node, place, ImmutableMap.of());
  }

  /** The question what there is at {@code path}. */
  public static Probe<FileState> probe(String path) {
    return FileProbe.of(path, Asked.NOTHING);
  }

  /** Whether there is a file, directory or other thing, links followed. */
  public boolean exists() {
    return node.isPresent();
  }

  /** Whether the path leads to something of this kind. */
  public boolean is(Kind kind) {
    return node.map(Node::kind).filter(kind::equals).isPresent();
  }

  /** Where the path leads: the end of all links, or the path itself. */
  public String realPath() {
    return link.map(Link::realPath).orElse(path);
  }

  /** The digest of the regular file there; {@link Digest#ABSENT} where there is nothing. */
  public Digest digest() {
    return node.flatMap(Node::data).flatMap(Data::digest).orElse(Digest.ABSENT);
  }

  /** What there is at a name in the directory here that is yet to be made. */
  FileState entry(String name) {
    return new FileState(path + "/" + name, Optional.empty(), Optional.empty(), place.made());
  }

  /** The same under another path. */
  FileState at(String other) {
    return new FileState(other, link, node, place, along);
  }

  /** The same path with something else at the end of its links. */
  FileState with(Node other) {
    return new FileState(path, link, Optional.of(other), place.made(), along);
  }

  /** The same with these details of what is at the very path. */
  FileState with(Details details) {
    return new FileState(
        path,
        link.map(each -> each.with(details)),
        node.map(each -> each.with(details)),
        place,
        along);
  }

  /** The same path with something else instead of the link that was there. */
  FileState replacedBy(Node other) {
    return new FileState(path, Optional.empty(), Optional.of(other), place.made(), along);
  }

  /** The same path with nothing there. */
  FileState absent() {
    return new FileState(path, Optional.empty(), Optional.empty(), place, along);
  }

  /** The same path, with what was asked in the same breath. */
  FileState along(ImmutableMap<String, FileState> others) {
    return new FileState(path, link, node, place, others);
  }

  /** The same path with a symbolic link to something. */
  FileState linkedBy(Link other, Optional<Node> target) {
    return new FileState(path, Optional.of(other), target, place.made(), along);
  }

  /**
   * What would be at this very path is there, however it was asked about; a directory that would be
   * made is one to put things in; of one that would be removed, nothing below it would be left.
   */
  @Override
  public FileState among(List<?> planned) {
    return new PlannedFile(this).among(planned);
  }

  /** This state, after those that were asked in the same breath. */
  Stream<FileState> all() {
    return Stream.concat(along.values().stream().flatMap(FileState::all), Stream.of(this));
  }

  /** Regular files whose content is known, and where there is nothing at all. */
  @Override
  public ImmutableMap<String, SeenFile> heldFiles() {
    ImmutableMap.Builder<String, SeenFile> files = ImmutableMap.builder();
    all()
        .forEach(
            state ->
                state
                    .whole()
                    .ifPresent(file -> state.paths().forEach(path -> files.put(path, file))));
    return files.buildKeepingLast();
  }

  private Optional<SeenFile> whole() {
    return exists() ? node.flatMap(Node::data).flatMap(Data::whole) : Optional.of(SeenFile.ABSENT);
  }

  private ImmutableSet<String> paths() {
    return ImmutableSet.of(path, realPath());
  }

  /** The node that something made here starts as, before the task's wishes. */
  public Node fresh(Kind kind) {
    Node made = place.maker().makes(kind).with(place.fresh());
    return place.above().filter(Above::isInherited).isPresent()
        ? made.inheriting(place.above().get().node())
        : made;
  }

  /** The kinds of things a path can lead to. */
  public enum Kind {
    FILE,
    DIRECTORY,
    /** A device, a pipe or a socket. */
    SPECIAL
  }

  /**
   * A symbolic link.
   *
   * @param target what it says
   * @param realPath where it leads in the end, as far as that can be told
   * @param owner its own owner, not that of its target
   */
  public record Link(
      String target,
      @Unseen String realPath,
      String owner,
      String group,
      @Unseen Optional<String> uid,
      @Unseen Optional<String> gid,
      Details details) {

    /** The same with other details. */
    Link with(Details other) {
      return new Link(target, realPath, owner, group, uid, gid, other);
    }

    /** The same; what this does not say, as the link that was there says it. */
    Link or(Optional<Link> seen) {
      return with(details.or(seen.map(Link::details).orElse(Details.NONE)));
    }
  }

  /**
   * Something in the file system, not a link.
   *
   * @param mode four octal digits
   * @param owner the user's name, or the number where it has none
   * @param uid its number, where it is known
   * @param data what is in it, for a regular file
   */
  public record Node(
      Kind kind,
      String mode,
      String owner,
      String group,
      @Unseen Optional<String> uid,
      @Unseen Optional<String> gid,
      Optional<Data> data,
      Details details) {

    /** The set-group-ID bit of a mode. */
    static final int SETGID = 02000;

    /** The same, made in a directory that hands down its group. */
    Node inheriting(Node directory) {
      int bits = Integer.parseInt(mode, 8) | (kind == Kind.DIRECTORY ? SETGID : 0);
      String inherited = "%04o".formatted(bits);
      return new Node(kind, inherited, owner, directory.group, uid, directory.gid, data, details);
    }

    /** The same with other data. */
    Node with(Data other) {
      return new Node(kind, mode, owner, group, uid, gid, Optional.of(other), details);
    }

    /** The same with other permissions. */
    Node permitting(String other) {
      return new Node(kind, other, owner, group, uid, gid, data, details);
    }

    /** The same with other details. */
    Node with(Details other) {
      return new Node(kind, mode, owner, group, uid, gid, data, other);
    }

    /** The same; what this does not say, as what was there says it. */
    Node or(Node seen) {
      Optional<Data> known =
          kind == seen.kind ? data.filter(Data::isRead).or(seen::data).or(this::data) : data;
      return new Node(kind, mode, owner, group, uid, gid, known, details.or(seen.details));
    }
  }

  /**
   * What is in a regular file.
   *
   * @param size in bytes
   * @param digest empty where the file may not be read
   * @param bytes the whole content, as far as it was asked for
   * @param text the content where it is text of at most {@link #SHOWN} bytes
   * @param summary one line instead, where there is no text to show
   */
  public record Data(
      @Unseen long size,
      @Unseen Optional<Digest> digest,
      @Unseen Optional<Content> bytes,
      Optional<String> text,
      Optional<String> summary) {

    /** Files up to this size are shown, and always read whole. */
    static final long SHOWN = 256 * 1024;

    /** Files up to this size are read whole to be edited; larger ones are known by their digest. */
    public static final long EDITED = 4 * 1024 * 1024;

    /** The data of a file with this content. */
    static Data of(Content content) {
      Data known = of(content.size(), content.digest());
      if (content.isSecret()) {
        return known.hidden();
      }
      Optional<String> text = content.text(SHOWN).filter(each -> each.indexOf(0) < 0);
      return new Data(
          known.size,
          known.digest,
          Optional.of(content),
          text,
          text.isPresent() ? Optional.empty() : known.summary);
    }

    /** The data of a file of which only the digest is known. */
    static Data of(long size, Digest digest) {
      return unshown(size, Optional.of(digest), size + " bytes, sha256 " + digest);
    }

    /** The data of a file that may not be read. */
    static Data unreadable(long size) {
      return unshown(size, Optional.empty(), size + " bytes, not readable");
    }

    /** The data of a file that was left unread. */
    static Data unread(long size) {
      return new Data(size, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The whole file, where it is known what is in it; it is told from others at least. */
    private Optional<SeenFile> whole() {
      return digest.map(each -> new SeenFile(each, text.orElse(""), text.isPresent()));
    }

    private boolean isRead() {
      return summary.or(() -> text).isPresent();
    }

    /** The same, not to be shown. */
    Data hidden() {
      return unshown(size, digest, "secret content");
    }

    private static Data unshown(long size, Optional<Digest> digest, String summary) {
      return new Data(size, digest, Optional.empty(), Optional.empty(), Optional.of(summary));
    }
  }
}
