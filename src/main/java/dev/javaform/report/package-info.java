/**
 * Tells people and programs what happened in a run: console lines, one JSON document, differences.
 */
package dev.javaform.report;
