package dev.javaform.playbook;

import dev.javaform.source.Mark;

/** What a list of tasks holds. Static imports are gone: their content stands in their place. */
public sealed interface Entry permits Task, Block, Include {

  /** Where it begins. */
  Mark mark();

  /** Its keywords, those of what surrounds it included. */
  Keywords keywords();
}
