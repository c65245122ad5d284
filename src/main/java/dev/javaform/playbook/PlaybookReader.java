package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Mark;
import dev.javaform.source.SourceText;
import dev.javaform.source.Yaml;
import java.nio.file.Path;
import java.util.Optional;

/** Makes plays of a playbook file and of those it imports. */
final class PlaybookReader {

  private final Loading loading;

  PlaybookReader(Loading loading) {
    this.loading = loading;
  }

  ImmutableList<Play> plays(Path file) {
    return loading
        .readMain(file)
        .map(content -> plays(content, file, PlaybookImport.NONE, ImmutableList.of()))
        .orElse(ImmutableList.of());
  }

  private ImmutableList<Play> plays(
      Yaml content, Path file, PlaybookImport around, ImmutableList<Path> files) {
    if (!(content instanceof Yaml.Sequence list) || list.items().isEmpty()) {
      noPlays(content);
      return ImmutableList.of();
    }
    ImmutableList<Path> inner =
        ImmutableList.<Path>builder().addAll(files).add(file.toAbsolutePath().normalize()).build();
    ImmutableList.Builder<Play> plays = ImmutableList.builder();
    list.items().forEach(item -> plays.addAll(item(item, file, around, inner)));
    return plays.build();
  }

  private void noPlays(Yaml content) {
    loading
        .diagnostics()
        .error(
            "No plays",
            "A playbook is a list of plays, each beginning with \"- hosts: …\"; this is %s."
                .formatted(content instanceof Yaml.Sequence ? "an empty list" : content.kind()),
            content.mark());
  }

  private ImmutableList<Play> item(
      Yaml item, Path file, PlaybookImport around, ImmutableList<Path> files) {
    if (!(item instanceof Yaml.Mapping mapping)) {
      String detail = "A play is a mapping with \"hosts\", but this is %s.";
      loading.diagnostics().error("Wrong type", detail.formatted(item.kind()), item.mark());
      return ImmutableList.of();
    }
    Optional<Yaml.Entry> imported =
        mapping.entries().stream()
            .filter(entry -> Directive.IMPORT_PLAYBOOK.is(entry.name()))
            .findFirst();
    return imported
        .map(entry -> imported(entry, loading.fields(mapping), file, around, files))
        .orElseGet(() -> play(mapping, file, around));
  }

  private ImmutableList<Play> play(Yaml.Mapping mapping, Path file, PlaybookImport around) {
    if (isTask(mapping)) {
      String detail =
          "A play is needed here, with \"hosts\" and, below it, \"tasks\"; this looks like a task.";
      loading.diagnostics().error("Task among plays", detail, mapping.mark());
      return ImmutableList.of();
    }
    return ImmutableList.of(new PlayReader(loading, file, around).read(mapping));
  }

  /** Neither hosts nor any section, but a key that is no keyword of plays. */
  private static boolean isTask(Yaml.Mapping mapping) {
    return mapping.entries().stream()
            .noneMatch(entry -> entry.name().matches("hosts|roles|.*tasks|handlers"))
        && mapping.entries().stream().anyMatch(entry -> !KnownKeywords.PLAY.contains(entry.name()));
  }

  private ImmutableList<Play> imported(
      Yaml.Entry entry,
      Fields fields,
      Path file,
      PlaybookImport around,
      ImmutableList<Path> files) {
    PlaybookImport inner = PlaybookImport.read(fields, around);
    return fields
        .scalar(entry.name())
        .map(this::file)
        .flatMap(name -> loading.names().of(name, inner.vars(), "Write its name."))
        .map(
            name ->
                imported(
                    name,
                    FileFinder.below(file.toAbsolutePath().getParent(), name.text()),
                    inner,
                    files))
        .orElse(ImmutableList.of());
  }

  private ImmutableList<Play> imported(
      Yaml.Scalar name, Path target, PlaybookImport inner, ImmutableList<Path> files) {
    if (files.contains(target.normalize())) {
      circle(name.mark(), target);
      return ImmutableList.of();
    }
    if (!loading.admits(files.size(), name.mark())) {
      return ImmutableList.of();
    }
    return loading
        .read(target.normalize(), name.mark())
        .map(content -> plays(content, target.normalize(), inner, files))
        .orElse(ImmutableList.of());
  }

  /** The file alone: what follows it as key=value words Ansible leaves out as well. */
  private Yaml.Scalar file(Yaml.Scalar written) {
    ArgumentText split = ArgumentText.parse(written, false);
    if (split.arguments().entries().isEmpty()) {
      return written;
    }
    loading
        .diagnostics()
        .warning(
            "Words without effect",
            "import_playbook takes a file, and what follows it means nothing. Give variables below"
                + " \"vars\".",
            split.arguments().entries().getFirst().key().mark());
    String name = split.rest().map(Yaml.Scalar::text).orElse("").strip();
    return new Yaml.Scalar(name, name, written.mark(), written.verbatim());
  }

  private void circle(Mark mark, Path target) {
    String detail = "%s is imported while it is being imported.";
    loading
        .diagnostics()
        .error("Endless import", detail.formatted(SourceText.name(target.normalize())), mark);
  }
}
