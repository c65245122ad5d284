package dev.javaform.modules.linux.files;

import dev.javaform.module.Alias;
import dev.javaform.module.Argument;
import dev.javaform.module.Argument.Meaning;
import dev.javaform.module.Content;
import dev.javaform.module.ControllerFile;
import dev.javaform.module.FileMode;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import java.util.Optional;

/** Puts a file or a directory of the controller, a text, or a file of the host in place. */
@Name("ansible.builtin.copy")
@Manual(
    summary = "Copies a file or directory from the controller, or within the host.",
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
      "expected_checksum: The checksum asked for, if that of the content differs.",
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
    @Argument("Where to put it; a directory if it ends in a slash.") String dest,
    FileAttributes attributes,
    @Argument("The mode of directories that are created.") Optional<FileMode> directoryMode,
    @Argument(
            value = "Whether to keep a copy of a file that is replaced, beside it.",
            preset = "false")
        boolean backup,
    @Argument(
            value = "Whether to replace a file whose content differs.",
            aliases = "thirsty",
            preset = "true")
        boolean force,
    @Argument(value = "Whether to write through a link at the destination.", preset = "false")
        boolean follow,
    @Argument(
            "Whether links in a directory stand for what they lead to: yes for the controller's"
                + " and, if left out, no for the host's, which are copied as links.")
        Optional<Boolean> localFollow,
    @Argument(
            value = "Whether src is a path on the host.",
            preset = "false",
            meaning = Meaning.READING)
        boolean remoteSrc,
    @Argument("A command that must succeed on the new file first; %s is its path.")
        Optional<String> validate,
    @Argument("The SHA-1 that the source must have.") Optional<String> checksum,
    @Argument(
            value =
                "Whether to decrypt sources encrypted with ansible-vault: not supported yet, they"
                    + " are refused.",
            preset = "true")
        boolean decrypt)
    implements Alias<FileState> {

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
    if (!localFollow.orElse(true)
        && src.filter(from -> from.directory() && !from.onHost()).isPresent()) {
      throw new IllegalArgumentException(
          "\"local_follow: false\" is not supported: what links in the source lead to is copied.");
    }
    if (decrypt) {
      src.ifPresent(Copy::refuseEncrypted);
    }
    Validation.check(validate);
  }

  private static void refuseEncrypted(ControllerFile source) {
    source
        .encrypted()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "\"%s\" is encrypted with ansible-vault, which is not supported yet. Decrypt it first, or set decrypt: false to copy it as it is."
                      .formatted(name));
            });
  }

  @Override
  public Module<FileState> means() {
    if (src.isEmpty()) {
      return single(Content.of(content.orElseThrow()), Optional.empty());
    }
    ControllerFile source = src.get();
    if (source.onHost()) {
      return new HostCopy(
          source.path(),
          dest,
          force,
          localFollow.orElse(false),
          directoryMode,
          checksum,
          wanted(Content.of(""), attributes.wish()));
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
