package dev.javaform.modules.windows.files;

import dev.javaform.module.Alias;
import dev.javaform.module.Argument;
import dev.javaform.module.Argument.Meaning;
import dev.javaform.module.Content;
import dev.javaform.module.ControllerFile;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import java.util.Optional;

/** Puts a file or folder of the controller, a text, or a file of the guest in place in a guest. */
@Name("ansible.windows.win_copy")
@Manual(
    summary = "Copies a file or folder to a Windows host, or within it.",
    example =
        """
        - name: Say how the game is to be shown
          win_copy:
            content: "fullscreen=1\\r\\n"
            dest: C:\\Games\\settings.ini
            backup: true
        """,
    returns = {GuestCopy.RETURNS})
public record WinCopy(
    @Argument(
            value = "The file or folder to copy; with a trailing slash only what is in it.",
            meaning = Meaning.FILE)
        Optional<ControllerFile> src,
    @Argument(
            value = "The content itself, instead of src; a mapping or a list becomes JSON.",
            meaning = Meaning.CONTENT)
        Optional<String> content,
    @Argument("Where to put it; a folder if it ends in a backslash or a slash.") String dest,
    @Argument(
            value = "Whether to keep a copy of a single file that is replaced, beside it.",
            preset = "false")
        boolean backup,
    @Argument(value = "Whether to replace a file whose content differs.", preset = "true")
        boolean force,
    @Argument(
            value = "Whether links in a folder of the controller stand for what they lead to.",
            preset = "true",
            ignored = "what they lead to is always copied")
        boolean localFollow,
    @Argument(
            value = "Whether src is a path in the guest.",
            preset = "false",
            meaning = Meaning.READING)
        boolean remoteSrc,
    @Argument(
            value =
                "Whether to decrypt sources encrypted with ansible-vault: not supported yet, they"
                    + " are refused.",
            preset = "true")
        boolean decrypt)
    implements Alias<Record> {

  public WinCopy {
    if (src.isPresent() == content.isPresent()) {
      throw new IllegalArgumentException(
          src.isPresent()
              ? "win_copy takes either \"src\" or \"content\", not both."
              : "win_copy needs \"src\" or \"content\".");
    }
    if (content.isPresent() && GuestCopy.isFolder(dest)) {
      throw new IllegalArgumentException(
          "\"content\" needs a file as \"dest\", and \"" + dest + "\" is a folder.");
    }
    if (decrypt) {
      src.flatMap(ControllerFile::encrypted).ifPresent(WinCopy::refuseEncrypted);
    }
  }

  private static void refuseEncrypted(String name) {
    throw new IllegalArgumentException(
        "\"%s\" is encrypted with ansible-vault, which is not supported yet. Decrypt it first, or set decrypt: false to copy it as it is."
            .formatted(name));
  }

  @Override
  @SuppressWarnings("unchecked") // each way is asked and decides about its own states only
  public Module<Record> means() {
    return (Module<Record>) way();
  }

  private Module<? extends Record> way() {
    if (src.isEmpty()) {
      Content text = Content.of(content.orElseThrow());
      return new GuestCopy(Optional.empty(), Optional.empty(), dest, text, force, backup);
    }
    ControllerFile source = src.get();
    if (source.onHost()) {
      return new CopyWithin(source.path(), dest, force, backup);
    }
    return source.directory()
        ? new GuestTreeCopy(source, dest, force)
        : GuestCopy.of(source, dest, force, backup);
  }
}
