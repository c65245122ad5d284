/** Expressions and templates, and the values that are not known yet. */
@NullMarked
package dev.javaform.template;

import org.jspecify.annotations.NullMarked;
