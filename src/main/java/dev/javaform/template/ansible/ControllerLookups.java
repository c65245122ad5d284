package dev.javaform.template.ansible;

import com.google.common.collect.Sets;
import dev.javaform.template.expression.Names;
import dev.javaform.template.expression.Text;
import dev.javaform.template.function.LookupContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The controller's side of a call: its files, found as Ansible's lookups find them. */
record ControllerLookups(Rendering rendering) implements LookupContext {

  @Override
  public Names names() {
    return rendering.names();
  }

  @Override
  public Optional<Path> find(String folder, String name) {
    Path wanted = Path.of(name);
    Stream<Path> candidates =
        wanted.isAbsolute()
            ? Stream.of(wanted)
            : folders().stream()
                .flatMap(base -> Stream.of(base.resolve(folder).resolve(name), base.resolve(name)));
    return candidates.map(Path::normalize).filter(Files::exists).findFirst();
  }

  private List<Path> folders() {
    List<Path> folders = new ArrayList<>();
    if (names().value("ansible_search_path") instanceof List<?> paths) {
      paths.forEach(path -> folders.add(Path.of(Text.str(path))));
      return folders;
    }
    for (String variable : List.of("role_path", "playbook_dir")) {
      if (names().value(variable) instanceof String path) {
        folders.add(Path.of(path));
      }
    }
    folders.add(Path.of(""));
    return folders;
  }

  @Override
  public void told() {
    rendering.ledger().tell();
  }

  @Override
  public String render(Path template, Map<String, Object> variables) {
    List<Path> searched = new ArrayList<>();
    searched.add(template.toAbsolutePath().getParent());
    folders().forEach(base -> searched.addAll(List.of(base.resolve("templates"), base)));
    Names more = new Added(names(), variables);
    return rendering.over(more, searched).file(TemplateFile.of(TemplateFolders.read(template)));
  }

  private record Added(Names names, Map<String, Object> variables) implements Names {

    @Override
    public @Nullable Object value(String name) {
      return variables.containsKey(name) ? variables.get(name) : names.value(name);
    }

    @Override
    public Set<String> known() {
      return Sets.union(variables.keySet(), names.known());
    }
  }
}
