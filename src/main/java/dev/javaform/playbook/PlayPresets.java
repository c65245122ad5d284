package dev.javaform.playbook;

import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import java.util.Optional;

/**
 * What plays are told that do not say it themselves, because the user set it for all of them.
 *
 * @param keywords such as {@code no_log}
 * @param gatherFacts empty: facts are gathered
 */
public record PlayPresets(Keywords keywords, Optional<Yaml> gatherFacts) {

  /** Nothing was set. */
  public static final PlayPresets NONE = new PlayPresets(Keywords.NONE, Optional.empty());

  /** The same, with a keyword that is yes. */
  public PlayPresets with(Keyword keyword) {
    return new PlayPresets(keywords.with(keyword, word("true")), gatherFacts);
  }

  /** The same, where facts are gathered only by plays that say so. */
  public PlayPresets withoutFacts() {
    return new PlayPresets(keywords, Optional.of(word("false")));
  }

  private static Yaml word(String text) {
    return Yaml.Scalar.of(text, Mark.NOWHERE);
  }
}
