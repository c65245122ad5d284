package dev.javaform.remote;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Output;

/**
 * What came back from one exchange.
 *
 * @param performed one output per step that was started; the last one may be a failure, and then
 *     there are no answers
 * @param answers one output per probe
 */
public record Reply(ImmutableList<Output> performed, ImmutableList<Output> answers) {}
