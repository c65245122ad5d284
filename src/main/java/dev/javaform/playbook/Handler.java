package dev.javaform.playbook;

import com.google.common.collect.ImmutableSet;

/**
 * An entry that runs at the end of a section on the hosts that notified it.
 *
 * @param names what {@code notify} may call it: its name, its name with its role's before it, and
 *     the topics of {@code listen}
 */
public record Handler(Task task, ImmutableSet<String> names) {}
