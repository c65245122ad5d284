/** Files, directories and links: their content, owner, mode and the rest. */
@NullMarked
package dev.javaform.modules.linux.files;

import org.jspecify.annotations.NullMarked;
