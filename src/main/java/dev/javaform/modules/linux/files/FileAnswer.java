package dev.javaform.modules.linux.files;

import dev.javaform.module.Content;
import dev.javaform.module.Digest;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Output;
import dev.javaform.modules.linux.files.FileState.Data;
import dev.javaform.modules.linux.files.FileState.Kind;
import dev.javaform.modules.linux.files.FileState.Link;
import dev.javaform.modules.linux.files.FileState.Node;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what {@link FileProbe#FUNCTIONS} printed, one path after the other, each with its details
 * where they were asked.
 */
final class FileAnswer {

  private final byte[] bytes;
  private final String complaint;
  private final FileCreator maker;
  private final Asked asked;
  private int at;

  FileAnswer(Output output, Asked asked) {
    this.asked = asked;
    bytes = output.stdoutBytes();
    complaint = output.stderr().strip();
    maker = FileCreator.of(line(), line());
  }

  /** Whether nothing is left to read. */
  boolean isDone() {
    return at >= bytes.length;
  }

  /** All that is left as text, up to the details where they were asked. */
  String listing() {
    return asked.isNothing() ? rest() : name();
  }

  private String rest() {
    String rest = new String(bytes, at, bytes.length - at, StandardCharsets.UTF_8);
    at = bytes.length;
    return rest;
  }

  /** The next path. */
  FileState next() {
    FileState plain = plain();
    DetailsAnswer details = new DetailsAnswer(plain.path(), told());
    return new FileState(
        plain.path(),
        plain.link().map(link -> link.with(details.ofLink())),
        plain.node().map(node -> node.with(details.ofNode())),
        plain.place().with(details.ofNew()));
  }

  /** The details: words, each with what it stands for; none where they were not asked. */
  Map<String, String> told() {
    Map<String, String> told = new HashMap<>();
    for (String text = detail(); !text.isEmpty(); text = detail()) {
      int blank = text.indexOf(' ');
      told.put(text.substring(0, blank), text.substring(blank + 1));
    }
    return told;
  }

  private String detail() {
    return asked.isNothing() ? "" : name();
  }

  private FileState plain() {
    String path = name();
    String word = line();
    Optional<Link> link = Optional.empty();
    if (word.equals("link")) {
      link = Optional.of(link());
      word = line();
    }
    return switch (word) {
      case "node" -> new FileState(path, link, Optional.of(node()), place());
      case "bare" -> new FileState(path, link, Optional.empty(), place(true));
      case "nowhere" -> new FileState(path, link, Optional.empty(), place(false));
      case "failed" ->
          throw new ModuleFailure("\"%s\" cannot be looked at: %s".formatted(path, name()));
      default -> throw unreadable();
    };
  }

  private FilePlace place() {
    return new FilePlace(true, maker, Optional.empty(), Details.NONE);
  }

  private FilePlace place(boolean parent) {
    Above above = new Above(name(), node(numbers()));
    return new FilePlace(parent && above.isDirectory(), maker, Optional.of(above), Details.NONE);
  }

  private Link link() {
    List<String> numbers = numbers();
    String owner = owner(line(), numbers.get(1));
    String group = owner(line(), numbers.get(2));
    String target = withoutNewline(name());
    String real = withoutNewline(name());
    return new Link(
        target,
        real,
        owner,
        group,
        Optional.of(numbers.get(1)),
        Optional.of(numbers.get(2)),
        Details.NONE);
  }

  private Node node() {
    List<String> numbers = numbers();
    Node node = node(numbers);
    return node.kind() == Kind.FILE ? node.with(data(Long.parseLong(numbers.get(3)))) : node;
  }

  private Node node(List<String> numbers) {
    return node(numbers.get(0), numbers.get(1), numbers.get(2), line(), line());
  }

  /**
   * A node of what stat(1) prints: the raw mode in hexadecimal, numbers and names of its owners.
   */
  static Node node(String raw, String uid, String gid, String owner, String group) {
    int bits = Integer.parseInt(raw, 16);
    return new Node(
        kind(bits),
        "%04o".formatted(bits & 07777),
        owner(owner, uid),
        owner(group, gid),
        Optional.of(uid),
        Optional.of(gid),
        Optional.empty(),
        Details.NONE);
  }

  private Data data(long size) {
    return switch (line()) {
      case "unread" -> Data.unread(size);
      case "unreadable" -> Data.unreadable(size);
      case "digest" -> digest(size, line());
      case "bytes" -> Data.of(Content.of(take((int) size)));
      default -> throw unreadable();
    };
  }

  private static Data digest(long size, String line) {
    return line.length() < 64
        ? Data.unreadable(size)
        : Data.of(size, new Digest(line.substring(0, 64)));
  }

  /** The kind of file, by the upper bits of its mode as inode(7) lists them. */
  private static Kind kind(int bits) {
    return switch (bits & 0170000) {
      case 0100000 -> Kind.FILE;
      case 0040000 -> Kind.DIRECTORY;
      default -> Kind.SPECIAL;
    };
  }

  private static String owner(String name, String number) {
    return name.equals("UNKNOWN") ? number : name;
  }

  private static String withoutNewline(String printed) {
    return printed.endsWith("\n") ? printed.substring(0, printed.length() - 1) : printed;
  }

  private List<String> numbers() {
    List<String> numbers = List.of(line().split(" "));
    if (numbers.size() != 4) {
      throw unreadable();
    }
    return numbers;
  }

  private String line() {
    return upTo('\n');
  }

  /** The next text that ends in NUL. */
  String name() {
    return upTo('\0');
  }

  private String upTo(char mark) {
    int end = at;
    while (end < bytes.length && bytes[end] != mark) {
      end++;
    }
    if (end == bytes.length) {
      throw unreadable();
    }
    String text = new String(bytes, at, end - at, StandardCharsets.UTF_8);
    at = end + 1;
    return text;
  }

  /** As many bytes as there are: a file of /proc has less in it than it says. */
  private byte[] take(int size) {
    byte[] taken = Arrays.copyOfRange(bytes, at, Math.min(at + size, bytes.length));
    at += taken.length;
    return taken;
  }

  private ModuleFailure unreadable() {
    return new ModuleFailure(
        "The host did not say what there is at the path"
            + (complaint.isEmpty() ? "." : ": " + complaint));
  }
}
