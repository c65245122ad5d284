package dev.javaform.engine;

import dev.javaform.remote.UnreachableException;

/** What a task does in one turn, once it is known on which machine and with which variables. */
interface Work {

  /** One try. */
  RawResult attempt() throws InterruptedException, UnreachableException;

  /** Lets the host know what a result brought that did not fail. */
  void keep(RawResult result);
}
