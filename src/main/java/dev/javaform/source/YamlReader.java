package dev.javaform.source;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML as Ansible does: the scalars of YAML 1.1 the way PyYAML takes them, merge keys, of
 * duplicate keys the last (with a warning), {@code !unsafe}; with limits on size, depth and what
 * aliases may expand to. Every value and key knows its place.
 *
 * <p>Nothing is thrown for bad input: the error goes to the diagnostics and the result is empty. An
 * empty document is a scalar with the value null.
 */
public final class YamlReader {

  private static final int SMALL = 1024;

  private YamlReader() {}

  /** The one document of a file. */
  public static Optional<Yaml> read(Path file, Diagnostics diagnostics) {
    return SourceText.read(file, diagnostics).flatMap(text -> read(text, diagnostics));
  }

  /** The one document of a file named at {@code from}, where it is reported missing. */
  public static Optional<Yaml> read(Path file, Mark from, Diagnostics diagnostics) {
    return SourceText.read(file, from, diagnostics).flatMap(text -> read(text, diagnostics));
  }

  /** The one document of a source, its lines ended by line feeds. */
  public static Optional<Yaml> read(Source source, Diagnostics diagnostics) {
    return read(new SourceText(source, String.join("\n", source.lines()) + "\n"), diagnostics);
  }

  /** The one document of a text. */
  public static Optional<Yaml> read(SourceText text, Diagnostics diagnostics) {
    return readAll(text, diagnostics).flatMap(all -> single(all, text.source(), diagnostics));
  }

  /** Every document of a file, in order. */
  public static Optional<ImmutableList<Yaml>> readAll(Path file, Diagnostics diagnostics) {
    return SourceText.read(file, diagnostics).flatMap(text -> readAll(text, diagnostics));
  }

  /** Every document of a text, in order; no documents where the text is empty. */
  public static Optional<ImmutableList<Yaml>> readAll(SourceText text, Diagnostics diagnostics) {
    try {
      var events = new Parse(settings(text.text())).parseString(text.text()).iterator();
      return Optional.of(new YamlComposer(text, events, diagnostics).documents());
    } catch (DiagnosticException e) {
      e.diagnostics().forEach(diagnostics::add);
    } catch (YamlEngineException e) {
      diagnostics.add(YamlMistake.explain(e, text));
    } catch (NumberFormatException _) { // thrown by the parser itself, without a place
      diagnostics.add(YamlMistake.escape(text));
    }
    return Optional.empty();
  }

  /** The parser copies its buffer again for each that a long scalar fills: all fits into one. */
  private static LoadSettings settings(String text) {
    return LoadSettings.builder()
        .setCodePointLimit(Integer.MAX_VALUE)
        .setUseMarks(true)
        .setBufferSize(Math.max(SMALL, text.length() + 1))
        .build();
  }

  private static Optional<Yaml> single(
      ImmutableList<Yaml> documents, Source source, Diagnostics diagnostics) {
    if (documents.size() > 1) {
      diagnostics.error(
          "Several documents",
          "A second document begins here, after a line of three dashes. Only one is read: put"
              + " everything into one document, or the second into a file of its own.",
          documents.get(1).mark());
      return Optional.empty();
    }
    return Optional.of(
        documents.isEmpty()
            ? new Yaml.Scalar(null, "", source.at(1, 1), false)
            : documents.getFirst());
  }
}
