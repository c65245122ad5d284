package dev.javaform.remote;

import dev.javaform.module.Script;
import dev.javaform.module.Step;
import java.util.List;
import java.util.Map;

/** A shell on a host, kept open, running as one user. */
public interface Session {

  /**
   * One round trip: carries out the steps in order up to the first that fails, and, where none
   * failed, runs the probes in order, whatever their exit statuses are.
   *
   * <p>Each script runs in a subshell with nothing on standard input unless the script brings its
   * own. Large files among the steps may cost round trips of their own.
   *
   * <p>Where the thread is interrupted, what runs on the host is ended first.
   *
   * @param environment exported to the steps' scripts and to the probes
   * @throws UnreachableException where the connection breaks; what was under way is unknown
   */
  Reply exchange(List<Step.OnHost> steps, List<Script> probes, Map<String, String> environment)
      throws UnreachableException, InterruptedException;
}
