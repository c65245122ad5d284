/**
 * Tells people and programs what happened in a run: console lines, one JSON document, differences.
 */
@NullMarked
package dev.javaform.report;

import org.jspecify.annotations.NullMarked;
