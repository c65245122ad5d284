/**
 * What stands between a machine and a guest with devices of its own: rules, what each found with
 * its evidence and remedy, and what the machine could pass through.
 */
@NullMarked
package dev.javaform.hardware.preflight;

import org.jspecify.annotations.NullMarked;
