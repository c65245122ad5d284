package dev.javaform.remote.winrm.clixml;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/**
 * An object as CLIXML carries it (MS-PSRP 2.2.5.2).
 *
 * @param types what it is, the nearest first; empty where that is not told
 * @param text what it prints as
 * @param content the value it is made around: a primitive, {@link Items}, or an {@code
 *     ImmutableMap} of a dictionary
 * @param properties those of its type
 * @param notes those that were added to it, which is all that a custom object has
 */
public record Obj(
    ImmutableList<String> types,
    Optional<String> text,
    Optional<Object> content,
    ImmutableMap<String, Object> properties,
    ImmutableMap<String, Object> notes) {

  /** One of notes alone, as the messages of PowerShell's remoting are. */
  public static Obj of(ImmutableMap<String, Object> notes) {
    return new Obj(
        ImmutableList.of(), Optional.empty(), Optional.empty(), ImmutableMap.of(), notes);
  }

  /** A value with its type. */
  public static Obj of(ImmutableList<String> types, Object content) {
    return new Obj(
        types, Optional.empty(), Optional.of(content), ImmutableMap.of(), ImmutableMap.of());
  }

  /** A value of an enumeration. */
  public static Obj enumeration(String type, String name, int number) {
    return new Obj(
        ImmutableList.of(type, "System.Enum", "System.ValueType", "System.Object"),
        Optional.of(name),
        Optional.of(number),
        ImmutableMap.of(),
        ImmutableMap.of());
  }

  /** A member by its name; what was added hides what the type has. */
  public Optional<Object> member(String name) {
    return Optional.ofNullable(notes.getOrDefault(name, properties.get(name)));
  }

  /** A member that is an object. */
  public Optional<Obj> object(String name) {
    return member(name).filter(Obj.class::isInstance).map(Obj.class::cast);
  }

  /** A member that is a text; an empty text where there is none. */
  public String string(String name) {
    return member(name).filter(String.class::isInstance).map(String.class::cast).orElse("");
  }

  /** A member that is a number, an enumeration's too. */
  public Optional<Integer> number(String name) {
    return member(name)
        .flatMap(value -> value instanceof Obj obj ? obj.content() : Optional.of(value))
        .filter(Integer.class::isInstance)
        .map(Integer.class::cast);
  }
}
