package dev.javaform.module;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The module's full name, {@code ansible.builtin.copy}. Its last word, which tasks may use alone,
 * is the record's name in snake case.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Name {

  /** The full name. */
  String value();

  /** Other full names it answers to. */
  String[] aliases() default {};
}
