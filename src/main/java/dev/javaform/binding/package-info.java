/** A task and its variables become a module's record: names, types, files and templates. */
@NullMarked
package dev.javaform.binding;

import org.jspecify.annotations.NullMarked;
