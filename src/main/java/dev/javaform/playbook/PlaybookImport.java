package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Yaml;

/**
 * What {@code import_playbook} gives to the plays it brings in.
 *
 * @param keywords its {@code when} and {@code tags}
 * @param vars its {@code vars}, stronger than the plays' own
 */
record PlaybookImport(Keywords keywords, ImmutableList<Yaml.Mapping> vars) {

  /** The plays of the file that was named on the command line. */
  static final PlaybookImport NONE = new PlaybookImport(Keywords.NONE, ImmutableList.of());

  static PlaybookImport read(Fields fields, PlaybookImport around) {
    fields.only(KnownKeywords.IMPORT_PLAYBOOK, "import_playbook");
    Keywords own = KeywordReader.read(fields).withoutVars();
    return new PlaybookImport(
        own.inside(around.keywords),
        ImmutableList.<Yaml.Mapping>builder()
            .addAll(KeywordReader.vars(fields))
            .addAll(around.vars)
            .build());
  }
}
