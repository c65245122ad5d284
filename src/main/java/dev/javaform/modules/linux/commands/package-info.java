/** Programs and scripts that a playbook runs as they are. */
@NullMarked
package dev.javaform.modules.linux.commands;

import org.jspecify.annotations.NullMarked;
