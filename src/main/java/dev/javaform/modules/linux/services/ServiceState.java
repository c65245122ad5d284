package dev.javaform.modules.linux.services;

/** What a task wants of a service. */
public enum ServiceState {
  /** Running; started where it is not. */
  STARTED,
  /** Not running. */
  STOPPED,
  /** Started anew, each time. */
  RESTARTED,
  /** Told to read its configuration again, each time; started where it is not running. */
  RELOADED
}
