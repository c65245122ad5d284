package dev.javaform.template.expression;

import com.google.common.collect.ImmutableList;

/** What {@code set} and {@code for} give a value to. */
public sealed interface AssignmentTarget {

  /** A name. */
  record One(String name) implements AssignmentTarget {}

  /** {@code a, b}: as many as the value has elements. */
  record Several(ImmutableList<AssignmentTarget> targets) implements AssignmentTarget {}

  /** {@code space.name}: an attribute of a namespace. */
  record Member(String space, String name, int at) implements AssignmentTarget {}
}
