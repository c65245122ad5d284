package dev.javaform.template.ansible;

import dev.javaform.template.Scope;

/** Whether what one rendering has read so far was told by a host. For one thread. */
final class Ledger {

  private final Scope scope;
  private boolean told;
  private boolean ever;

  Ledger(Scope scope) {
    this.scope = scope;
  }

  /** Something told was read. */
  void tell() {
    told = true;
    ever = true;
    scope.told();
  }

  boolean isTold() {
    return told;
  }

  /** Whether any part has read something told, which may since stand in what can be changed. */
  boolean wasEverTold() {
    return ever;
  }

  /** Starts a part that is judged on its own. Returns what held before, for {@link #close}. */
  boolean open() {
    boolean before = told;
    told = false;
    return before;
  }

  /** Ends the part: what it read counts for the whole. */
  void close(boolean before) {
    told |= before;
  }
}
