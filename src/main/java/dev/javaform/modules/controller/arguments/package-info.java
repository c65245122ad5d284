/** What arguments must be like, as Ansible's argument specifications say it. */
@NullMarked
package dev.javaform.modules.controller.arguments;

import org.jspecify.annotations.NullMarked;
