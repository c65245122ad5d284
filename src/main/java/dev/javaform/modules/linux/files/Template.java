package dev.javaform.modules.linux.files;

import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Alias;
import dev.javaform.module.Argument;
import dev.javaform.module.Argument.Meaning;
import dev.javaform.module.ControllerFile;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import java.util.Optional;

/**
 * Puts a rendered template in place. The source comes rendered: what the arguments say of blocks,
 * delimiters, newlines and encoding has been heeded when its content was made.
 */
@Name("ansible.builtin.template")
@Manual(
    summary = "Fills in a template and puts the result on the host.",
    example =
        """
        - name: Configure the service
          template:
            src: service.conf.j2
            dest: /etc/service.conf
            owner: root
            mode: "0644"
        """,
    returns = {
      "dest: The file on the host.",
      "src: The template.",
      "checksum: The SHA-1 of the content.",
      "md5sum: The MD5 of the content.",
      "backup_file: The copy of what was there before, with backup.",
      FileReturns.RETURNS
    })
public record Template(
    @Argument(value = "The template.", meaning = Meaning.TEMPLATE) ControllerFile src,
    @Argument("Where to put it; a directory if it ends in a slash.") String dest,
    FileAttributes attributes,
    @Argument(
            value = "Whether to keep a copy of a file that is replaced, beside it.",
            preset = "false")
        boolean backup,
    @Argument(value = "Whether to replace a file whose content differs.", preset = "true")
        boolean force,
    @Argument(value = "Whether to write through a link at the destination.", preset = "false")
        boolean follow,
    @Argument("A command that must succeed on the new file first; %s is its path.")
        Optional<String> validate,
    @Argument(
            value = "What ends a line: \\n, \\r or \\r\\n.",
            preset = "\"\\n\"",
            meaning = Meaning.READING)
        String newlineSequence,
    @Argument(
            value = "Whether to remove the newline after a block.",
            preset = "true",
            meaning = Meaning.READING)
        boolean trimBlocks,
    @Argument(
            value = "Whether to remove spaces before a block.",
            preset = "false",
            meaning = Meaning.READING)
        boolean lstripBlocks,
    @Argument(value = "What begins a block.", meaning = Meaning.READING)
        Optional<String> blockStartString,
    @Argument(value = "What ends a block.", meaning = Meaning.READING)
        Optional<String> blockEndString,
    @Argument(value = "What begins an expression.", meaning = Meaning.READING)
        Optional<String> variableStartString,
    @Argument(value = "What ends an expression.", meaning = Meaning.READING)
        Optional<String> variableEndString,
    @Argument(value = "What begins a comment.", meaning = Meaning.READING)
        Optional<String> commentStartString,
    @Argument(value = "What ends a comment.", meaning = Meaning.READING)
        Optional<String> commentEndString,
    @Argument(value = "The encoding of the file.", preset = "utf-8") String outputEncoding)
    implements Alias<FileState> {

  public Template {
    ImmutableSet<String> starts =
        ImmutableSet.of(
            blockStartString.orElse("{%"),
            variableStartString.orElse("{{"),
            commentStartString.orElse("{#"));
    if (starts.size() < 3) {
      throw new IllegalArgumentException(
          "Blocks, expressions and comments of a template must begin differently.");
    }
    if (!outputEncoding.equalsIgnoreCase("utf-8")) {
      throw new IllegalArgumentException("The only output_encoding supported is utf-8.");
    }
    Validation.check(validate);
  }

  @Override
  public Module<FileState> means() {
    String name = src.entries().keySet().iterator().next();
    Wish wish = attributes.wish().preserving(Optional.ofNullable(src.modes().get(name)));
    return new FileCopy(
        Optional.of(name),
        Optional.of(src.path()),
        dest,
        force,
        Optional.empty(),
        Optional.empty(),
        new Replacement(src.content(), wish, backup, validate, follow, attributes.unsafeWrites()));
  }
}
