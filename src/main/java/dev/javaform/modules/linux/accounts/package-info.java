/** Users and groups. */
@NullMarked
package dev.javaform.modules.linux.accounts;

import org.jspecify.annotations.NullMarked;
