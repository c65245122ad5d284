package dev.javaform.modules.windows.files;

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
 * Puts a rendered template in place in a guest. The source comes rendered: what the arguments say
 * of blocks, delimiters and newlines has been heeded when its content was made.
 */
@Name("ansible.windows.win_template")
@Manual(
    summary = "Fills in a template and puts the result on a Windows host.",
    example =
        """
        - name: Configure the service
          win_template:
            src: service.conf.j2
            dest: C:\\Services\\service.conf
        """,
    returns = {GuestCopy.RETURNS})
public record WinTemplate(
    @Argument(value = "The template.", meaning = Meaning.TEMPLATE) ControllerFile src,
    @Argument("Where to put it; a folder if it ends in a backslash or a slash.") String dest,
    @Argument(
            value = "Whether to keep a copy of a file that is replaced, beside it.",
            preset = "false")
        boolean backup,
    @Argument(value = "Whether to replace a file whose content differs.", preset = "true")
        boolean force,
    @Argument(
            value = "What ends a line: \\n, \\r or \\r\\n.",
            preset = "\"\\r\\n\"",
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
    implements Alias<GuestFile> {

  public WinTemplate {
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
  }

  @Override
  public Module<GuestFile> means() {
    return GuestCopy.of(src, dest, force, backup);
  }
}
