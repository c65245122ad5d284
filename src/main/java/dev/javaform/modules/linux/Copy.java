package dev.javaform.modules.linux;

import dev.javaform.module.Argument;
import dev.javaform.module.Argument.Meaning;
import dev.javaform.module.Content;
import dev.javaform.module.ControllerFile;
import dev.javaform.module.FileMode;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import java.util.Optional;

/** Puts a file or a directory of the controller, a text, or a file of the host in place. */
@Name("ansible.builtin.copy")
@Manual(
    summary = "Puts a file or a directory of the controller on the host.",
    example =
        """
        - name: Tell visitors what this is
          copy:
            content: "A host for one guest.\\n"
            dest: /etc/motd
            mode: "0644"
        """,
    returns = {
      "dest: The file or directory on the host.",
      "src: Where it comes from.",
      "checksum: The SHA-1 of the content.",
      "md5sum: The MD5 of the content.",
      "backup_file: The copy of what was there before, with backup.",
      "expected_checksum: The checksum asked for, where the content has another.",
      FileReturns.RETURNS
    })
public record Copy(
    @Argument(
            value = "The file or directory to copy; with a trailing slash only what is in it.",
            meaning = Meaning.FILE)
        Optional<ControllerFile> src,
    @Argument(
            value = "The content itself, instead of src; a mapping or a list becomes JSON.",
            meaning = Meaning.CONTENT)
        Optional<String> content,
    @Argument("Where to put it; a directory where it ends in a slash.") String dest,
    FileAttributes attributes,
    @Argument("The mode of directories that are made.") Optional<FileMode> directoryMode,
    @Argument(value = "Whether a file that is replaced is kept beside it.", preset = "false")
        boolean backup,
    @Argument(
            value = "Whether a file with another content is replaced.",
            aliases = "thirsty",
            preset = "true")
        boolean force,
    @Argument(value = "Whether a link at the destination is written through.", preset = "false")
        boolean follow,
    @Argument(value = "Whether links in the source are followed.", preset = "true")
        boolean localFollow,
    @Argument(value = "Whether src is a path on the host.", preset = "false") boolean remoteSrc,
    @Argument("A command that must succeed on the new file first; %s is its path.")
        Optional<String> validate,
    @Argument("The SHA-1 that the source must have.") Optional<String> checksum,
    @Argument(value = "Whether encrypted sources are decrypted.", preset = "true") boolean decrypt)
    implements Module<FileState> {

  public Copy {
    if (src.isPresent() == content.isPresent()) {
      throw new IllegalArgumentException(
          src.isPresent()
              ? "copy takes either \"src\" or \"content\", not both."
              : "copy needs \"src\" or \"content\".");
    }
    if (content.isPresent() && dest.endsWith("/")) {
      throw new IllegalArgumentException(
          "\"content\" needs a file as \"dest\", and \"" + dest + "\" is a directory.");
    }
    if (!localFollow && src.filter(from -> from.directory() && !from.onHost()).isPresent()) {
      throw new IllegalArgumentException(
          "\"local_follow: false\" is not supported: what links in the source lead to is copied.");
    }
    Validation.check(validate);
  }

  @Override
  public Probe<FileState> observe() {
    return way().observe();
  }

  @Override
  public Plan<FileState> decide(FileState seen) {
    return way().decide(seen);
  }

  private Module<FileState> way() {
    if (src.isEmpty()) {
      return single(Content.of(content.orElseThrow()), Optional.empty());
    }
    ControllerFile source = src.get();
    if (source.onHost()) {
      return new HostCopy(
          source.path(), dest, force, directoryMode, wanted(Content.of(""), attributes.wish()));
    }
    return source.directory()
        ? new TreeCopy(
            source, dest, force, directoryMode, wanted(Content.of(""), attributes.wish()))
        : single(source.content(), Optional.of(source.entries().keySet().iterator().next()));
  }

  private FileCopy single(Content bytes, Optional<String> name) {
    Optional<String> known = name.flatMap(each -> src.map(from -> from.modes().get(each)));
    return new FileCopy(
        name,
        src.map(ControllerFile::path),
        dest,
        force,
        directoryMode,
        checksum,
        wanted(bytes, attributes.wish().preserving(known)));
  }

  private Replacement wanted(Content bytes, Wish wish) {
    return new Replacement(bytes, wish, backup, validate, follow, attributes.unsafeWrites());
  }
}
