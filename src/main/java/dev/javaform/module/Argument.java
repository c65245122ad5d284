package dev.javaform.module;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One argument of a module: a component of its record. The YAML name is the component's name in
 * snake case.
 *
 * <p>How its type is bound: {@code String}, {@code boolean}, {@code int}, {@code long}, {@code
 * double}, {@link Secret}, enums (constants in lower case), {@code ImmutableList<String>} (a list,
 * or one string split at commas), {@code ImmutableList<Object>} and {@code Map<String, Object>} and
 * {@code Object} as they come, {@link FileMode}, {@link ControllerFile}, and {@code Optional} of
 * any. An argument that is no {@code Optional} and has no {@link #preset} is required.
 *
 * <p>Arguments that several modules have are the components of a record of their own, which is a
 * component without this annotation in each module's record.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Argument {

  /** What it does, in a sentence for the reference. */
  String value() default "";

  /** Other names for it. */
  String[] aliases() default {};

  /** Its value where the task does not give it, as YAML; {@code []} is an empty list. */
  String preset() default NONE;

  /**
   * Why it is accepted and has no effect, as the end of a sentence: {@code "there is no cache"};
   * empty where it has one.
   */
  String ignored() default "";

  /** Whether the text beside the module's name is its value: {@code command: echo hello}. */
  boolean freeForm() default false;

  /** Whether it takes all arguments that have no component of their own ({@code set_fact}). */
  boolean others() default false;

  /** How the argument's text is made into its value. */
  Meaning meaning() default Meaning.VALUE;

  /** No preset. */
  String NONE = "\u0000";

  /** How the argument's text is made into its value. */
  enum Meaning {
    /** A value with templates in it. */
    VALUE,
    /** A number: the task is for runs that tell at least as much, and skipped in others. */
    VERBOSITY,
    /** A value with templates in it; a mapping or a list becomes its JSON. */
    CONTENT,
    /**
     * The name of a variable or an expression, evaluated ({@code debug: var=}); gives an {@link
     * Evaluated}.
     */
    EXPRESSION,
    /**
     * One or several conditions, evaluated ({@code assert: that=}); gives {@code
     * ImmutableList<Evaluated>}.
     */
    CONDITIONS,
    /**
     * A file or directory of the controller, searched in {@code files}; gives a {@link
     * ControllerFile}.
     */
    FILE,
    /**
     * A template of the controller, searched in {@code templates}, rendered; gives a {@link
     * ControllerFile}.
     */
    TEMPLATE,
    /**
     * A mapping whose keys may name variables, with what those hold; gives a {@link NamedValues}.
     */
    NAMES,
    /** A value that says how the {@link #FILE} or {@link #TEMPLATE} beside it is read. */
    READING
  }
}
