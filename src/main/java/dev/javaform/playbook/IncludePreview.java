package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Yaml;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;

/**
 * Reads what an include will bring where its name is constant, so that mistakes in it are told
 * before any host is touched.
 */
final class IncludePreview {

  private final Loading loading;

  /**
   * @param loading tells mistakes apart, as the include may never happen
   */
  IncludePreview(Loading loading) {
    this.loading = loading;
  }

  /** What it will bring; nothing where that is not known, or was looked through before. */
  Included of(Call call, Place inner) {
    return switch (Include.Kind.of(call.module())) {
      case TASKS -> tasks(call, inner);
      case ROLE -> role(call, inner);
    };
  }

  private Included tasks(Call call, Place inner) {
    Place fresh = inner.anew();
    return call.freeFormOr("file")
        .filter(name -> !name.isTemplate())
        .filter(name -> isNew(name, fresh))
        .flatMap(name -> new TaskFiles(loading).named(name, fresh))
        .map(it -> new EntryReader(loading).entries(it.content(), it.place()))
        .map(entries -> new Included(ImmutableList.of(), entries, ImmutableList.of()))
        .orElse(Included.NOTHING);
  }

  private boolean isNew(Yaml.Scalar name, Place fresh) {
    Optional<Path> found = FileFinder.find(fresh, "tasks", name.text());
    return found.filter(it -> !loading.unchecked(it)).isEmpty();
  }

  private Included role(Call call, Place inner) {
    return call.argument("name")
        .or(() -> call.argument("role"))
        .map(name -> Imports.spec(name, call))
        .filter(RoleSpec::constant)
        .filter(spec -> loading.unchecked(asked(spec, inner)))
        .map(spec -> role(spec, inner))
        .orElse(Included.NOTHING);
  }

  private static ImmutableList<Object> asked(RoleSpec spec, Place inner) {
    return ImmutableList.of(inner.base(), spec.name().text(), spec.parts());
  }

  private Included role(RoleSpec spec, Place inner) {
    RoleList roles = new RoleList(loading, inner.anew());
    roles.add(spec);
    return new Included(roles.roles(), roles.entries(), roles.handlers(new HashSet<>()));
  }
}
