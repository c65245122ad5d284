package dev.javaform.remote.winrm.host;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The shells of a host, with what it allows each user. */
final class Shells {

  private final Settings settings;
  private final Map<String, Shell> open = new LinkedHashMap<>();

  Shells(Settings settings) {
    this.settings = settings;
  }

  synchronized void add(Shell shell) throws HostFault {
    expire();
    long own = open.values().stream().filter(each -> each.user().equals(shell.user())).count();
    if (own >= settings.shells) {
      throw HostFault.tooManyShells();
    }
    open.put(shell.id(), shell);
  }

  synchronized Shell get(String id) throws HostFault {
    expire();
    Shell shell = open.get(id);
    if (shell == null) {
      throw HostFault.unknownShell();
    }
    shell.use();
    return shell;
  }

  /** Whether the user may begin another operation. */
  synchronized void requireOperation(String user) throws HostFault {
    int running =
        open.values().stream()
            .filter(shell -> shell.user().equals(user))
            .mapToInt(Shell::operations)
            .sum();
    if (running >= settings.operations) {
      throw HostFault.tooManyOperations();
    }
  }

  synchronized void close(String id) throws HostFault {
    get(id).close();
    open.remove(id);
  }

  synchronized void closeAll() {
    open.values().forEach(Shell::close);
    open.clear();
  }

  synchronized int size() {
    return open.size();
  }

  private void expire() {
    for (Iterator<Shell> all = open.values().iterator(); all.hasNext(); ) {
      Shell shell = all.next();
      if (shell.isIdleFor(settings.idle.toNanos())) {
        shell.close();
        all.remove();
      }
    }
  }
}
