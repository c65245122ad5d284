package dev.javaform.remote.winrm.psrp;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * What a pipeline came to. Errors do not make it fail, and it may fail without one of them.
 *
 * @param outputs its values, as {@link dev.javaform.remote.winrm.clixml.Clixml#read} has them
 * @param errors that it went on after
 * @param hostCalls what it wanted of somebody at a console
 * @param terminating the error that ended it, which is not among the others
 * @param cut why it was stopped by us, so that outputs may be missing; empty where it was not
 */
public record PipelineResult(
    State state,
    ImmutableList<Object> outputs,
    ImmutableList<ErrorRecord> errors,
    ImmutableList<String> warnings,
    ImmutableList<String> verbose,
    ImmutableList<String> debug,
    ImmutableList<String> information,
    ImmutableList<HostCall> hostCalls,
    Optional<ErrorRecord> terminating,
    Optional<String> cut) {

  /** How pipelines end (MS-PSRP 2.2.3.5). */
  public enum State {
    STOPPED,
    COMPLETED,
    FAILED
  }

  /** The exit code that the script has set for its host, by {@code $host.SetShouldExit}. */
  public Optional<Integer> exitCode() {
    return hostCalls.stream().flatMap(call -> call.exitCode().stream()).reduce((_, last) -> last);
  }
}
