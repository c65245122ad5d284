/**
 * What modules for Linux hosts share across topics: paths, presence, and what a probe printed. The
 * modules are in the topics below.
 */
@NullMarked
package dev.javaform.modules.linux;

import org.jspecify.annotations.NullMarked;
