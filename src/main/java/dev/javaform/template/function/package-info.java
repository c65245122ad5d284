/** The filters, tests and global functions of Jinja2 and Ansible. */
package dev.javaform.template.function;
