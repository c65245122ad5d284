/**
 * Plays, blocks, tasks, roles and handlers as records, built from YAML; nothing is templated here.
 */
package dev.javaform.playbook;
