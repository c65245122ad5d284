/** Lines and blocks inside text files, by regular expressions as Python reads them. */
@NullMarked
package dev.javaform.modules.linux.text;

import org.jspecify.annotations.NullMarked;
