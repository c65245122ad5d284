package dev.javaform.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An inventory in a folder of its own: {@code in(folder).file("hosts.ini", "…").load("hosts.ini")}.
 */
final class Example {

  private final Path folder;
  private final Diagnostics diagnostics = new Diagnostics();
  private Inventory inventory;

  private Example(Path folder) {
    this.folder = folder;
  }

  static Example in(Path folder) {
    return new Example(folder);
  }

  Example file(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the sources, which must be without mistakes. */
  Example load(String... sources) {
    inventory = Inventory.load(List.of(sources), folder, diagnostics);
    assertEquals(List.of(), diagnostics.all());
    return this;
  }

  /** Reads the sources; what is odd about them is looked at later. */
  Example loadAnyhow(String... sources) {
    inventory = Inventory.load(List.of(sources), folder, diagnostics);
    return this;
  }

  Inventory inventory() {
    return inventory;
  }

  Example hosts(String names) {
    assertEquals(words(names), inventory.hosts());
    return this;
  }

  Example group(String name, String hosts) {
    assertEquals(words(hosts), inventory.groups().get(name));
    return this;
  }

  Example groupsOf(String host, String groups) {
    assertEquals(words(groups), inventory.groupsOf(host));
    return this;
  }

  /** What is written about a host besides where it stands, as {@code {a=1, b=x}}, sorted. */
  Example variables(String host, String expected) {
    assertEquals(expected, plain(inventory.variables(host, diagnostics)));
    assertEquals(List.of(), diagnostics.all());
    return this;
  }

  /** The same, seen from a playbook in a folder. */
  Example variables(String host, String playbook, String expected) {
    assertEquals(expected, plain(inventory.variables(host, folder.resolve(playbook), diagnostics)));
    assertEquals(List.of(), diagnostics.all());
    return this;
  }

  private static String plain(Map<String, Yaml> variables) {
    Map<String, Object> plain = new TreeMap<>();
    variables.forEach((name, value) -> plain.put(name, value.plain()));
    plain.keySet().removeAll(List.of("inventory_file", "inventory_dir"));
    return plain.toString();
  }

  /** Where a variable of a host stands, as {@code file:line:column}. */
  Example place(String host, String variable, String expected) {
    Yaml value = inventory.variables(host, diagnostics).get(variable);
    assertEquals(expected, place(value.mark()));
    return this;
  }

  /** All that was found, each as {@code file:line:column summary: detail}. */
  Example found(String... expected) {
    assertEquals(String.join("\n", expected), String.join("\n", all()));
    return this;
  }

  List<String> all() {
    return diagnostics.all().stream().map(this::line).toList();
  }

  Example reading(String host) {
    inventory.variables(host, diagnostics);
    return this;
  }

  private String line(Diagnostic found) {
    String place = found.mark().map(mark -> place(mark) + " ").orElse("");
    return (place + found.summary() + ": " + found.detail()).replace(folder + "/", "");
  }

  private String place(Mark mark) {
    return mark.toString().replace(folder + "/", "");
  }

  static List<String> words(String text) {
    return text.isBlank() ? ImmutableList.of() : Arrays.asList(text.strip().split("\\s+"));
  }
}
