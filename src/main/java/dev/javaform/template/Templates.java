package dev.javaform.template;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Condition;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Mark;
import dev.javaform.source.Source;
import dev.javaform.source.SourceText;
import dev.javaform.source.Yaml;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates what users write between braces. Safe for use by many threads.
 *
 * <p>Undefined names are errors. Variables are rendered when used; a cycle among them is an error
 * that names it. Values that are {@link Variable.Given} or {@link Variable.Told} are never
 * rendered.
 *
 * <p>Values are null, Boolean, Long, BigInteger, Double, String, {@code List<Object>}, {@code
 * Map<String, Object>} and java.time dates.
 *
 * <p>All methods throw {@link TemplateException} and {@link UnknownValueException}.
 */
public interface Templates {

  /**
   * The value of {@code omit}: an argument that renders to it counts as not given. Another in each
   * run, as nobody else may say it.
   */
  String OMIT = "__omit_place_holder__" + UUID.randomUUID();

  /** Whether it is {@link #OMIT}: that very text, not one that a host was told and says again. */
  @SuppressWarnings("ReferenceEquality") // equal texts may come from anywhere
  static boolean isOmitted(@Nullable Object value) {
    return value == OMIT;
  }

  /**
   * The value of what was written, all templates in it resolved: a string that is one bare {@code
   * {{ expression }}} keeps the expression's type, any other template gives a string.
   */
  @Nullable Object render(Yaml written, Scope scope);

  /** The same for those who use the value, and do not pass on one that is not known yet. */
  default @Nullable Object renderKnown(Yaml written, Scope scope) {
    return UnknownValueException.known(render(written, scope));
  }

  /** The value of a bare expression, as {@code when} and {@code until} hold it. */
  @Nullable Object evaluate(String expression, Mark mark, Scope scope);

  /** What braces around a bare expression would give, as {@code debug: var} shows it. */
  @Nullable Object renderExpression(String expression, Mark mark, Scope scope);

  /** The value of the variable of that name: the name is looked up, whatever it is, not read. */
  @Nullable Object value(String name, Scope scope);

  /**
   * Whether a condition holds, by Ansible's rules for conditionals. What was {@link Variable.Told}
   * is a value in it, never text that is evaluated; where it could be nothing else it is refused.
   */
  boolean holds(Condition condition, Scope scope);

  /** The same for a condition that may stand for a list of them, as those of {@code assert} may. */
  ImmutableList<Judged> judge(Condition condition, Scope scope);

  /** A condition, and whether it holds. */
  record Judged(String condition, boolean holds) {}

  /**
   * A template file's text, rendered as the template module does: last newline kept, {@code
   * #jinja2:} header obeyed.
   *
   * @param options what holds where the header says nothing
   * @param folders where {@code include} and {@code import} look for other templates, in order
   */
  String renderFile(SourceText file, FileOptions options, ImmutableList<Path> folders, Scope scope);

  /**
   * How a template file is read and written.
   *
   * @param trimBlocks whether the first newline after a block is removed
   * @param lstripBlocks whether blanks before a block are removed
   * @param newline what ends the lines of the result
   */
  record FileOptions(
      boolean trimBlocks, boolean lstripBlocks, String newline, Delimiters delimiters) {

    /** What the template module does unless told otherwise. */
    public static final FileOptions ANSIBLE =
        new FileOptions(true, false, "\n", Delimiters.ANSIBLE);
  }

  /**
   * What can be said against the templates in it without any variable: their syntax, unknown
   * filters.
   */
  ImmutableList<Diagnostic> check(Yaml written);

  /** What can be said against a bare expression without any variable. */
  ImmutableList<Diagnostic> checkExpression(String expression, Mark mark);

  /** What can be said against a template file without any variable. */
  ImmutableList<Diagnostic> checkFile(Source file, FileOptions options);

  /**
   * The names that rendering surely looks up first, with their marks: not those under {@code
   * default}, {@code is defined}, a condition or a loop.
   */
  ImmutableSet<Reference> references(Yaml written);

  /** The same for a bare expression. */
  ImmutableSet<Reference> references(String expression, Mark mark);

  /** A name looked up at a place. */
  record Reference(String name, Mark mark) {}
}
