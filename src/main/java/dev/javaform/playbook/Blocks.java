package dev.javaform.playbook;

import dev.javaform.source.Diagnostics;

/** What blocks of tasks and blocks of handlers have in common. */
final class Blocks {

  private Blocks() {}

  static boolean isBlock(Fields fields) {
    return fields.mapping().entries().stream()
        .anyMatch(entry -> entry.name().matches("block|rescue|always"));
  }

  /** The place inside of a block; unknown keywords of the block are told. */
  static Place inner(Fields fields, Place place) {
    fields.only(KnownKeywords.BLOCK, "a block");
    if (fields.mapping().entry("block").isEmpty()) {
      noBlock(fields, fields.diagnostics());
    }
    return place
        .with(KeywordReader.read(fields).inside(place.keywords()))
        .notifying(fields.scalars("notify"));
  }

  private static void noBlock(Fields fields, Diagnostics diagnostics) {
    String detail = "\"rescue\" and \"always\" belong to a \"block\", which is missing here.";
    diagnostics.error("No block", detail, fields.mapping().mark());
  }
}
