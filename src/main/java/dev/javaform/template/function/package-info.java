/** The filters, tests and global functions of Jinja2 and Ansible. */
@NullMarked
package dev.javaform.template.function;

import org.jspecify.annotations.NullMarked;
