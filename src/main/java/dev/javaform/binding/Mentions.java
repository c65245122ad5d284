package dev.javaform.binding;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words in the files of a playbook, its roles and its inventory, read when first asked for. A
 * variable that is named there may well be used, by whatever way. In roles that is any word; in
 * other files a key, a comment or {@code name=} gives a value and uses none.
 */
final class Mentions {

  private static final int MOST_FILES = 5_000;
  private static final long LARGEST = 1024 * 1024;
  private static final Pattern ANY = Pattern.compile("[A-Za-z_]\\w*+");
  private static final Pattern USED = Pattern.compile("[A-Za-z_]\\w*+(?![\"']?\\s*(?::|=(?!=)))");
  private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*#.*$");
  private static final Pattern YAML = Pattern.compile(".*\\.ya?ml");

  /** What is for people, and what runs print: reports speak of variables and use none. */
  private static final Pattern IGNORED =
      Pattern.compile(
          "(?:.*/)?(?:\\.[^/]*|[^/]*(?:\\.(?:md|rst|pyc|log|out|err|retry)|~))"
              + "|(?!.*(?:templates|vars)/).*\\.(?:txt|json)");

  private final ImmutableSet<Path> roles;
  private final ImmutableSet<Path> others;
  private Optional<Set<String>> words = Optional.empty();
  private int files;

  /**
   * @param roles folders of roles
   * @param others folders of playbooks and inventories
   */
  Mentions(ImmutableSet<Path> roles, ImmutableSet<Path> others) {
    this.roles = roles;
    this.others = others;
  }

  /**
   * Whether something may use the variable: it is named, or a part of its name that is put
   * together.
   */
  boolean contain(String name) {
    Set<String> all = words.orElseGet(this::read);
    return files > MOST_FILES
        || all.contains(name)
        || all.stream().anyMatch(word -> isPart(word, name));
  }

  private static boolean isPart(String word, String name) {
    return word.length() > 2
        && ((word.endsWith("_") && name.startsWith(word))
            || (word.startsWith("_") && name.endsWith(word)));
  }

  private Set<String> read() {
    Set<String> all = new HashSet<>();
    words = Optional.of(all);
    roles.forEach(folder -> read(folder, true));
    others.forEach(folder -> read(folder, false));
    return all;
  }

  private void read(Path folder, boolean ofRoles) {
    try {
      Path real = folder.toRealPath();
      Files.walkFileTree(real, new Reader(real, ofRoles));
    } catch (IOException _) {
      files = MOST_FILES + 1; // what is in it is not known
    }
  }

  private final class Reader extends SimpleFileVisitor<Path> {
    private final Path root;
    private final boolean ofRoles;

    Reader(Path root, boolean ofRoles) {
      this.root = root;
      this.ofRoles = ofRoles;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean hidden = !folder.equals(root) && folder.getFileName().toString().startsWith(".");
      return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      boolean text = attributes.isRegularFile() && attributes.size() <= LARGEST;
      if (text && !IGNORED.matcher(root.relativize(file).toString()).matches()) {
        files++;
        learn(file);
      }
      return files > MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }

    private void learn(Path file) throws IOException {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      boolean any = ofRoles || root.relativize(file).toString().contains("roles/");
      boolean commented = !any && YAML.matcher(file.toString()).matches();
      Matcher word =
          (any ? ANY : USED).matcher(commented ? COMMENT.matcher(text).replaceAll("") : text);
      while (word.find()) {
        words.orElseThrow().add(word.group());
      }
    }
  }
}
