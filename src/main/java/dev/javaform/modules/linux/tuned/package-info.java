/** Profiles of tuned: where they are, which one is active, which one was applied. */
@NullMarked
package dev.javaform.modules.linux.tuned;

import org.jspecify.annotations.NullMarked;
