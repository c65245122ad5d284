/** Jinja2's expression language: text to syntax tree to value, as Python and Ansible compute it. */
@NullMarked
package dev.javaform.template.expression;

import org.jspecify.annotations.NullMarked;
