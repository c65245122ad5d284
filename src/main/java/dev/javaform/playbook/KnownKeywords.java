package dev.javaform.playbook;

import com.google.common.collect.ImmutableSet;
import dev.javaform.playbook.Keyword.Owner;

/** Ansible's keywords, by what they stand in. */
final class KnownKeywords {

  static final ImmutableSet<String> PLAY = Keyword.words(Owner.PLAY);
  static final ImmutableSet<String> ROLE = Keyword.words(Owner.ROLE);
  static final ImmutableSet<String> BLOCK = Keyword.words(Owner.BLOCK);
  static final ImmutableSet<String> TASK = Keyword.words(Owner.TASK);
  static final ImmutableSet<String> HANDLER = Keyword.words(Owner.TASK, Owner.HANDLER);
  static final ImmutableSet<String> INCLUDE = Keyword.words(Owner.INCLUDE);
  static final ImmutableSet<String> IMPORT = Keyword.words(Owner.IMPORT);

  static final ImmutableSet<String> IMPORT_PLAYBOOK =
      ImmutableSet.<String>builder()
          .addAll(Keyword.words(Owner.IMPORT_PLAYBOOK))
          .add("ansible.builtin.import_playbook")
          .build();

  static final ImmutableSet<String> ROLE_META =
      ImmutableSet.of(
          "allow_duplicates", "dependencies", "galaxy_info", "argument_specs", "collections");

  static final ImmutableSet<String> LOOP_CONTROL =
      ImmutableSet.of("loop_var", "index_var", "label", "pause", "extended", "extended_allitems");

  /** The words after {@code with_}. */
  static final ImmutableSet<String> LOOPS =
      ImmutableSet.of(
          "cartesian",
          "dict",
          "env",
          "file",
          "fileglob",
          "first_found",
          "flattened",
          "indexed_items",
          "items",
          "lines",
          "list",
          "nested",
          "pipe",
          "random_choice",
          "sequence",
          "subelements",
          "template",
          "together",
          "varnames",
          "vars");

  private static final String LOOP =
      "^with_(ansible\\.builtin\\.|ansible\\.legacy\\.|community\\.general\\.)?";

  private KnownKeywords() {}

  /** The kind of loop that a keyword names; long names are understood. */
  static String loop(String keyword) {
    return keyword.replaceFirst(LOOP, "");
  }
}
