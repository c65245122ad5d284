package dev.javaform.playbook;

import java.util.Set;

/** What a reader of playbooks has to know of modules. */
public interface KnownModules {

  /** No modules are known: any word may be one. */
  KnownModules NONE =
      new KnownModules() {
        @Override
        public Set<String> names() {
          return Set.of();
        }

        @Override
        public boolean takesCommandLine(String name) {
          return false;
        }
      };

  /** All their names, short and full; finding them takes a while. None where they are not known. */
  Set<String> names();

  /** Whether the text beside the module's name is a command line, of which few words are apart. */
  boolean takesCommandLine(String name);

  /** Whether a module has an argument of that name. */
  default boolean hasArgument(String module, String argument) {
    return false;
  }
}
