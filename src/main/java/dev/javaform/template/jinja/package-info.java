/** Ansible's templating: the implementation of {@link dev.javaform.template.Templates}. */
package dev.javaform.template.jinja;
