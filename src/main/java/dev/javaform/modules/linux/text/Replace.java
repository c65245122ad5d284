package dev.javaform.modules.linux.text;

import com.google.common.base.CharMatcher;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.modules.linux.files.FileAttributes;
import dev.javaform.modules.linux.files.FileProbe;
import dev.javaform.modules.linux.files.FileState;
import dev.javaform.modules.linux.files.Validation;
import dev.javaform.python.Regex;
import dev.javaform.python.ReplacementText;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.Optional;
import java.util.stream.Stream;

/** Replaces everything in a file that an expression matches. */
@Name("ansible.builtin.replace")
@Manual(
    summary = "Replaces every match of an expression in a text file.",
    example =
        """
        - name: Name the new server
          replace:
            path: /etc/hosts
            regexp: old\\.example\\.org
            replace: new.example.org
        """,
    returns = {
      "rc: Zero, or an exit status of its own if the path is not a file.",
      "backup_file: The copy of what was there before, with backup."
    })
public record Replace(
    @Argument(
            value = "The file.",
            aliases = {"dest", "destfile", "name"})
        String path,
    @Argument("What is replaced; ^ and $ match at every line.") String regexp,
    @Argument(value = "What takes its place; \\1 is the first group.", preset = "''")
        String replace,
    @Argument("Only what comes after this expression.") Optional<String> after,
    @Argument("Only what comes before this expression.") Optional<String> before,
    @Argument(value = "Whether to keep a copy of the old file beside it.", preset = "false")
        boolean backup,
    @Argument("A command that must succeed on the new file first; %s is its path.")
        Optional<String> validate,
    @Argument(value = "The file's encoding.", preset = "utf-8") String encoding,
    FileAttributes attributes)
    implements Module<FileState> {

  public Replace {
    Validation.check(validate);
    attributes.refusePreserve();
    charset(encoding);
    ReplacementText.of(replace, Substitution.expression(regexp));
    Substitution.section(after, before);
  }

  @Override
  public Probe<FileState> observe() {
    return FileProbe.ofEdited(path, attributes.wish().details().asked());
  }

  @Override
  public Plan<FileState> decide(FileState seen) {
    Optional<Regex> section = Substitution.section(after, before);
    Substitution substitution = new Substitution(Substitution.expression(regexp), replace, section);
    return editing().plan(seen, text -> substitution.edit(text).returning("rc", 0L));
  }

  private Editing editing() {
    return new Editing(
        attributes.wish(), false, backup, validate, attributes.unsafeWrites(), charset(encoding));
  }

  /** The encoding of this name; Python's names may have signs that others do without: latin-1. */
  private static Charset charset(String name) {
    return Stream.of(name, CharMatcher.anyOf("-_ ").removeFrom(name))
        .filter(Replace::isEncoding)
        .findFirst()
        .map(Charset::forName)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"" + name + "\" is not an encoding that javaform knows."));
  }

  private static boolean isEncoding(String name) {
    try {
      return Charset.isSupported(name);
    } catch (IllegalCharsetNameException _) {
      return false;
    }
  }
}
