/** Expressions and templates, and the values that are not known yet. */
package dev.javaform.template;
