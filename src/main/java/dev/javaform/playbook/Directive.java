package dev.javaform.playbook;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.Arrays;
import java.util.Optional;

/** What is called like a module and belongs to the language itself. */
public enum Directive {
  IMPORT_PLAYBOOK,
  IMPORT_TASKS,
  IMPORT_ROLE,
  INCLUDE,
  INCLUDE_TASKS,
  INCLUDE_ROLE,
  INCLUDE_VARS,
  META;

  private static final ImmutableMap<String, Directive> WORDS =
      Maps.uniqueIndex(Arrays.asList(values()), Directive::word);

  /** The directive that {@code name} means, alone or in one of Ansible's own collections. */
  public static Optional<Directive> of(String name) {
    return Optional.ofNullable(WORDS.get(shortName(name)));
  }

  /** The name without Ansible's own collections before it. */
  static String shortName(String name) {
    return name.replaceFirst("^ansible\\.(builtin|legacy)\\.", "");
  }

  /** The word that playbooks use. */
  public String word() {
    return Ascii.toLowerCase(name());
  }

  /** Whether {@code name} means this directive. */
  public boolean is(String name) {
    return shortName(name).equals(word());
  }
}
