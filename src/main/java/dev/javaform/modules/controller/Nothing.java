package dev.javaform.modules.controller;

import dev.javaform.module.Probe;

/** The state of a host as far as a module is concerned that looks at nothing on it. */
public record Nothing() {

  /** The one value. */
  static final Nothing HERE = new Nothing();

  /** The question that asks nothing. */
  static Probe<Nothing> probe() {
    return Probe.nothing(HERE);
  }
}
