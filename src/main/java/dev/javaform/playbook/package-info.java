/**
 * Plays, blocks, tasks, roles and handlers as records, built from YAML; nothing is templated here.
 */
@NullMarked
package dev.javaform.playbook;

import org.jspecify.annotations.NullMarked;
