package dev.javaform.cli;

import com.google.common.collect.ImmutableSet;
import dev.javaform.engine.RunOptions;
import dev.javaform.engine.TagNames;
import dev.javaform.playbook.Block;
import dev.javaform.playbook.Entry;
import dev.javaform.playbook.Include;
import dev.javaform.playbook.Play;
import dev.javaform.playbook.Playbook;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Suggestion;
import dev.javaform.source.Yaml;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Templates;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Warns of tags on the command line that no task has: a misspelt one chooses nothing, or leaves out
 * nothing. Says nothing where tags may come with files whose names are known only in a run.
 */
final class TagCheck {

  /** Source: Ansible's documentation, "Tags". */
  private static final ImmutableSet<String> SPECIAL =
      ImmutableSet.of("all", "always", "never", "tagged", "untagged");

  private final RunOptions options;
  private final Templates templates;
  private final Set<String> known = new TreeSet<>();
  private boolean complete = true;

  TagCheck(RunOptions options, Templates templates) {
    this.options = options;
    this.templates = templates;
  }

  void check(List<Playbook> playbooks, Diagnostics found) {
    if (options.tags().isEmpty() && options.skipTags().isEmpty()) {
      return;
    }
    playbooks.forEach(playbook -> playbook.plays().forEach(this::learn));
    if (complete) {
      warn("--tags", options.tags(), found);
      warn("--skip-tags", options.skipTags(), found);
    }
  }

  private void warn(String option, Collection<String> tags, Diagnostics found) {
    for (String tag : tags) {
      if (!known.contains(tag) && !SPECIAL.contains(tag)) {
        String detail =
            "%s: no task has the tag \"%s\".%s"
                .formatted(option, tag, Suggestion.didYouMean(tag, known));
        found.add(
            new Diagnostic(Diagnostic.Severity.WARNING, "Unknown tag", detail, Optional.empty()));
      }
    }
  }

  private void learn(Play play) {
    TagNames names = TagNames.in(play, options, templates);
    try {
      play.sections().forEach(section -> learn(section.entries(), names));
      play.handlers().forEach(handler -> learn(handler.task(), names));
    } catch (TemplateException _) {
      complete = false; // it is known on a host only
    }
  }

  private void learn(List<? extends Entry> entries, TagNames names) {
    entries.forEach(entry -> learn(entry, names));
  }

  private void learn(Entry entry, TagNames names) {
    known.addAll(names.of(entry.keywords().tags(), entry.mark()));
    if (entry instanceof Block block) {
      Stream.of(block.entries(), block.rescue(), block.always())
          .forEach(each -> learn(each, names));
    } else if (entry instanceof Include include) {
      complete &= isConstant(include);
      learn(include.foreseen().entries(), names);
    }
  }

  private static boolean isConstant(Include include) {
    return include.task().freeForm().stream().noneMatch(Yaml::isTemplate)
        && include.task().arguments().entries().stream()
            .noneMatch(argument -> argument.value().isTemplate());
  }
}
