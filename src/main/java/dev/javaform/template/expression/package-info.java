/** Jinja2's expression language: text to syntax tree to value, as Python and Ansible compute it. */
package dev.javaform.template.expression;
