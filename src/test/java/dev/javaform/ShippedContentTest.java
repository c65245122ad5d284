package dev.javaform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import dev.javaform.binding.ModuleType;
import dev.javaform.binding.Modules;
import dev.javaform.lab.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The playbooks and roles that come with javaform. */
class ShippedContentTest {
  @TempDir private Path folder;

  static List<Path> roles() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("roles"))) {
      return all.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("roles")
  void everyDefaultIsSpecified(Path role) throws IOException {
    assertEquals(defaults(role), options(role).keySet());
  }

  @ParameterizedTest
  @MethodSource("roles")
  void everyVariableStandsInReadmeAsSpecified(Path role) throws IOException {
    List<String> rows =
        Files.readAllLines(role.resolve("README.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .toList();
    List<String> wanted =
        options(role).entrySet().stream()
            .map(option -> row(option.getKey(), mapping(option.getValue())))
            .toList();
    assertEquals(wanted, rows);
  }

  @ParameterizedTest
  @MethodSource("roles")
  void everyRoleSaysWhatItIs(Path role) throws IOException {
    Map<?, ?> said = mapping(yaml(role.resolve("meta/main.yml")).get("galaxy_info"));
    assertTrue(said.keySet().containsAll(Set.of("description", "license")), said.toString());
  }

  @Test
  void noDefaultStandsInTwoRoles() throws IOException {
    Set<String> met = new HashSet<>();
    List<String> twice = new ArrayList<>();
    for (Path role : roles()) {
      defaults(role).stream().filter(name -> !met.add(name)).forEach(twice::add);
    }
    assertEquals(List.of(), twice);
  }

  /**
   * Ansible, with modules of these names that do nothing in the place of those it does not have.
   */
  @Test
  void ansibleTakesTheSyntaxOfEveryPlaybook() throws Exception {
    Path ansible = Tools.need("ansible-playbook", "ansible-core");
    for (ModuleType type : new Modules().all()) {
      String name = type.name().full();
      if (!name.startsWith("ansible.builtin.")) {
        createEmpty(name);
      }
    }
    List<String> command = new ArrayList<>(List.of(ansible.toString(), "--syntax-check"));
    playbooks().forEach(playbook -> command.add(playbook.toString()));
    command.addAll(List.of("-i", "inventory"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("ANSIBLE_COLLECTIONS_PATH", folder.toString());
    builder.environment().put("ANSIBLE_LOCAL_TEMP", folder.resolve("tmp").toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }

  private void createEmpty(String module) throws IOException {
    List<String> name = Splitter.on('.').splitToList(module);
    Path collection = folder.resolve("ansible_collections/" + name.get(0) + "/" + name.get(1));
    Path modules = Files.createDirectories(collection.resolve("plugins/modules"));
    Files.createFile(modules.resolve(name.get(2) + ".py"));
  }

  private static List<Path> playbooks() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("playbooks"))) {
      return all.filter(file -> file.toString().endsWith(".yml")).sorted().toList();
    }
  }

  private static String row(String name, Map<?, ?> option) {
    String elements = option.containsKey("elements") ? " of " + option.get("elements") : "";
    return "| `%s` | %s%s | %s%s |"
        .formatted(name, option.get("type"), elements, option.get("description"), choices(option));
  }

  private static String choices(Map<?, ?> option) {
    if (!(option.get("choices") instanceof List<?> choices)) {
      return "";
    }
    List<String> quoted = choices.stream().map("`%s`"::formatted).toList();
    String kind = option.get("type").equals("list") ? "Any" : "One";
    return " %s of %s.".formatted(kind, String.join(", ", quoted));
  }

  private static ImmutableSet<String> defaults(Path role) throws IOException {
    Path file = role.resolve("defaults/main.yml");
    return Files.exists(file) ? ImmutableSet.copyOf(yaml(file).keySet()) : ImmutableSet.of();
  }

  private static Map<String, ?> options(Path role) throws IOException {
    Map<?, ?> specs = mapping(yaml(role.resolve("meta/argument_specs.yml")).get("argument_specs"));
    return mapping(mapping(specs.get("main")).get("options"));
  }

  private static Map<String, ?> yaml(Path file) throws IOException {
    return mapping(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
  }

  @SuppressWarnings("unchecked") // the keys are names
  private static Map<String, ?> mapping(Object value) {
    return (Map<String, ?>) value;
  }
}
