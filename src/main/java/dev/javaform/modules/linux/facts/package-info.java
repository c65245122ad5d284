/**
 * What {@code setup} learns about a host: one class per group of facts, each a few shell lines and
 * a pure reader.
 */
@NullMarked
package dev.javaform.modules.linux.facts;

import org.jspecify.annotations.NullMarked;
