package dev.javaform.template;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Mark;
import dev.javaform.source.Source;
import dev.javaform.source.SourceText;
import dev.javaform.source.Yaml;
import java.nio.file.Path;

/**
 * Evaluates what users write between braces. Safe for use by many threads.
 *
 * <p>Undefined names are errors. Variables are rendered when used; a cycle among them is an error
 * that names it. Values that are {@link Variable.Given} are never rendered.
 *
 * <p>Values are null, Boolean, Long, BigInteger, Double, String, {@code List<Object>}, {@code
 * Map<String, Object>} and java.time dates.
 *
 * <p>All methods throw {@link TemplateException} and {@link UnknownValueException}.
 */
public interface Templates {

  /** The value of {@code omit}: an argument that renders to it counts as not given. */
  String OMIT = "__omit_place_holder__";

  /**
   * The value of what was written, all templates in it resolved: a string that is one bare {@code
   * {{ expression }}} keeps the expression's type, any other template gives a string.
   */
  Object render(Yaml written, Scope scope);

  /** The value of a bare expression, as {@code when} and {@code until} hold it. */
  Object evaluate(String expression, Mark mark, Scope scope);

  /** Whether a condition holds, by Ansible's rules for conditionals. */
  boolean holds(String condition, Mark mark, Scope scope);

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
  record FileOptions(boolean trimBlocks, boolean lstripBlocks, String newline) {

    /** What the template module does unless told otherwise. */
    public static final FileOptions ANSIBLE = new FileOptions(true, false, "\n");
  }

  /**
   * What can be said against the templates in it without any variable: their syntax, unknown
   * filters.
   */
  ImmutableList<Diagnostic> check(Yaml written);

  /** What can be said against a bare expression without any variable. */
  ImmutableList<Diagnostic> checkExpression(String expression, Mark mark);

  /** What can be said against a template file without any variable. */
  ImmutableList<Diagnostic> checkFile(Source file);

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
