package dev.javaform.remote.winrm.psrp;

import com.google.common.collect.ImmutableList;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be run at a host. What a command or script is given travels as values and never
 * becomes part of a script's text.
 *
 * @param text the name of a command, or a script
 * @param script which of the two
 * @param arguments what it is given
 * @param input what comes in by the pipe; empty where nothing is there to read from
 */
public record Pipeline(
    String text,
    boolean script,
    ImmutableList<Argument> arguments,
    Optional<ImmutableList<Object>> input) {

  /**
   * One thing that a command is given.
   *
   * @param name of a parameter; empty for what goes by its position
   * @param value as {@link dev.javaform.remote.winrm.clixml.Clixml#write} takes it
   */
  public record Argument(Optional<String> name, Object value) {

    /** Values may be secret. */
    @Override
    public String toString() {
      return name.orElse("an argument");
    }
  }

  /** A command with its parameters by name. */
  public static Pipeline command(String name, Map<String, ?> parameters) {
    return new Pipeline(
        name,
        false,
        parameters.entrySet().stream()
            .map(each -> new Argument(Optional.of(each.getKey()), each.getValue()))
            .collect(ImmutableList.toImmutableList()),
        Optional.empty());
  }

  /** A script; it sees the arguments as {@code $args}. */
  public static Pipeline script(String text, Object... arguments) {
    return new Pipeline(
        text,
        true,
        ImmutableList.copyOf(arguments).stream()
            .map(each -> new Argument(Optional.empty(), each))
            .collect(ImmutableList.toImmutableList()),
        Optional.empty());
  }

  /** The same with something to read from the pipe. */
  public Pipeline reading(Iterable<?> values) {
    return new Pipeline(text, script, arguments, Optional.of(ImmutableList.copyOf(values)));
  }

  /** What it is given and reads may be secret. */
  @Override
  public String toString() {
    return script ? "a script of %d characters".formatted(text.length()) : text;
  }
}
