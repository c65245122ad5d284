/** Ansible's templating: the implementation of {@link dev.javaform.template.Templates}. */
@NullMarked
package dev.javaform.template.ansible;

import org.jspecify.annotations.NullMarked;
