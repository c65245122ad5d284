package dev.javaform.module;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the modules of a package have to do with each other in check mode. A task that fails there
 * may do so only because an earlier change was not made; where no change left out bears on it, its
 * failure is certain. A package without this annotation alters everything and rests on everything.
 */
@Target(ElementType.PACKAGE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Realms {

  /** What a change of these modules may alter; of files those that the task or its state names. */
  Realm[] alters();

  /**
   * What a failure of these modules may rest on, besides files that the task names. With {@link
   * Realm#FILES} it may rest on any file.
   */
  Realm[] restsOn();

  /** Absolute paths of files, or of folders with all below them, that a failure may rest on. */
  String[] places() default {};
}
