package dev.javaform.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A setting: a component of a record, with every place that its value may come from. The first of
 * these that has one counts: {@link #variables}, {@link #keyword}, {@link #option}, {@link
 * #environment}, {@link #file}, {@link #preset}. An empty text is as good as none.
 *
 * <p>How its type is read: {@code String} and {@link dev.javaform.module.Secret} as they are;
 * {@code boolean} as Ansible's truths; an enum by its constants' names in small letters; {@code
 * Integer} between {@link #least} and {@link #most}; {@code Duration} from whole seconds, where 0
 * means as long as it takes; {@code ImmutableList<String>} as {@link #separator} says; and {@code
 * Optional} of any of these. What is neither an {@code Optional} nor a list has a preset, or is
 * known to be set.
 *
 * <p>Components without this annotation are known before: the name of the host, or the record of
 * what all kinds of connections have. A name or preset may hold <code>{component}</code> for the
 * text of a component that stands before.
 *
 * <p>Source for names and precedence: Ansible 2.14's "Configuration Settings" (ansible-config
 * list), and the options of its plugins ssh, local, sudo and su (ansible-doc -t connection).
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

  /** What it is, in a phrase. */
  String value();

  /** Variables that set it, the one that counts first. */
  String[] variables() default {};

  /** The keyword that sets it. */
  String keyword() default "";

  /** The option of the command line that sets it. */
  String option() default "";

  /** The environment variables of the controller that set it, the one that counts first. */
  String[] environment() default {};

  /** What sets it in ansible.cfg, as {@code section.key}, the one that counts first. */
  String[] file() default {};

  /** Its text where nobody sets it. */
  String preset() default "";

  /** The least that a number may be. */
  int least() default 0;

  /** The most that a number may be. */
  int most() default Integer.MAX_VALUE;

  /** What stands between the texts of a list; empty: they are split as a shell splits words. */
  String separator() default "";

  /** Whether texts from environment and ansible.cfg are paths, which are made whole. */
  boolean path() default false;
}
