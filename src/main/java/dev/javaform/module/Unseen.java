package dev.javaform.module;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component of a state that differences leave out: it is needed to decide, and would be noise to
 * a reader (a digest beside the text it belongs to, the path that the task names anyway).
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Unseen {}
