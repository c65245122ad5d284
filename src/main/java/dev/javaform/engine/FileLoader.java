package dev.javaform.engine;

import dev.javaform.binding.PlaybookCheck;
import dev.javaform.playbook.Include;
import dev.javaform.playbook.Included;
import dev.javaform.playbook.PlaybookLoader;
import dev.javaform.playbook.RoleParts;
import dev.javaform.source.Diagnostics;

/** Loads includes from the controller's files, and checks them as the playbook was checked. */
final class FileLoader implements IncludeLoader {

  private final PlaybookLoader loader;
  private final PlaybookCheck check;

  FileLoader(PlaybookLoader loader, PlaybookCheck check) {
    this.loader = loader;
    this.check = check;
  }

  @Override
  public Loaded tasks(Include include, String file) {
    Diagnostics found = new Diagnostics();
    return checked(loader.tasks(include, file, found), found);
  }

  @Override
  public Loaded role(Include include, String name, RoleParts parts) {
    Diagnostics found = new Diagnostics();
    return checked(loader.role(include, name, parts, found), found);
  }

  private Loaded checked(Included included, Diagnostics found) {
    check.entries(included.entries(), found);
    found.throwIfErrors();
    return new Loaded(included.roles(), included.entries(), included.handlers());
  }
}
