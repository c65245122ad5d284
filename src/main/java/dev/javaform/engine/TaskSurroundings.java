package dev.javaform.engine;

import com.google.common.collect.ImmutableMap;
import dev.javaform.remote.Become;
import dev.javaform.remote.Target;

/**
 * Where and as whom a task's module runs.
 *
 * @param machine the host whose connection is used: the task's, or the one it is delegated to
 * @param environment what {@code environment} sets
 * @param elsewhere whether what is done there may reach other hosts of the run: delegated, or local
 * @param hidden whether nothing of what is done there may be shown
 * @param check whether nothing may be changed
 * @param rehearses whether that is so of this task alone, in a run that changes what it can
 */
record TaskSurroundings(
    HostState machine,
    Target target,
    Become become,
    ImmutableMap<String, String> environment,
    boolean elsewhere,
    boolean hidden,
    boolean check,
    boolean rehearses) {}
