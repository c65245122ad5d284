package dev.javaform.module;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the reference says of a module besides its arguments. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Manual {

  /** What it brings about, in a sentence that fits on one line of a list. */
  String summary();

  /** Tasks as a playbook has them, in YAML; every example is checked like a playbook. */
  String example();

  /**
   * What {@code register} gets beside what every task gives it ({@link Returns}): {@code name: What
   * it is.} A text may be several lines with one each.
   */
  String[] returns() default {};

  /**
   * The facts about kernels, boot loaders and tools that it rests on, each a sentence with its
   * source: {@code GRUB forgets the choice before it boots it (grub-reboot(8)).}
   */
  String[] restsOn() default {};
}
