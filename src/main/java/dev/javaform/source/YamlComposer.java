package dev.javaform.source;

import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** Builds the tree of values from the parser's events, and holds the limits while doing so. */
final class YamlComposer {

  /** How deep values may nest; what people write nests about ten deep. */
  private static final int DEPTH = 200;

  /** How many values aliases may stand for in one file. */
  private static final int EXPANSION = 100_000;

  private static final Set<String> VAULT = Set.of("!vault", "!vault-encrypted");
  private static final Set<String> COLLECTION_TAGS =
      Set.of("!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq");

  private final Source source;

  /** Where the text ends without a line feed; -1 where it ends with one. */
  private final int openEnd;

  private final Iterator<Event> events;
  private final Diagnostics diagnostics;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private int depth;
  private int unsafe;
  private long weight;
  private long expanded;

  /** What an anchor names, and how many values that is. */
  private record Anchored(Optional<Yaml> value, long weight) {}

  YamlComposer(SourceText text, Iterator<Event> events, Diagnostics diagnostics) {
    this.source = text.source();
    this.openEnd =
        text.text().endsWith("\n") ? -1 : text.text().codePointCount(0, text.text().length());
    this.events = events;
    this.diagnostics = diagnostics;
  }

  ImmutableList<Yaml> documents() {
    ImmutableList.Builder<Yaml> documents = ImmutableList.builder();
    while (events.hasNext()) {
      if (events.next().getEventId() == Event.ID.DocumentStart) {
        anchors.clear();
        documents.add(value(events.next()));
      }
    }
    return documents.build();
  }

  private Yaml value(Event event) {
    return event instanceof AliasEvent alias ? aliased(alias) : anchored((NodeEvent) event);
  }

  private Yaml anchored(NodeEvent event) {
    Optional<String> name = event.getAnchor().map(anchor -> anchor.getValue());
    name.ifPresent(it -> anchors.put(it, new Anchored(Optional.empty(), 0)));
    long before = weight;
    Yaml value = safeOrNot(event);
    name.ifPresent(it -> anchors.put(it, new Anchored(Optional.of(value), weight - before)));
    return value;
  }

  private Yaml aliased(AliasEvent event) {
    Mark mark = mark(event);
    Anchored anchored = anchors.get(event.getAlias().getValue());
    if (anchored == null) {
      throw error(
          "Unknown alias",
          ("There is no anchor &%s before this. If the value begins with a literal asterisk,"
                  + " quote it.")
              .formatted(event.getAlias().getValue()),
          mark);
    }
    count(anchored.weight(), mark);
    return anchored
        .value()
        .orElseThrow(
            () -> error("Endless alias", "The value contains itself through this alias.", mark));
  }

  private void count(long aliased, Mark mark) {
    weight += aliased;
    expanded += aliased;
    if (expanded > EXPANSION) {
      throw error(
          "Too many aliases",
          ("The aliases up to here stand for more than %,d values, which is more than a file"
                  + " may hold.")
              .formatted(EXPANSION),
          mark);
    }
  }

  private Yaml safeOrNot(NodeEvent event) {
    boolean verbatim = tag(event).filter("!unsafe"::equals).isPresent();
    unsafe += verbatim ? 1 : 0;
    Yaml value = plainOrNested(event);
    unsafe -= verbatim ? 1 : 0;
    return value;
  }

  private Yaml plainOrNested(NodeEvent event) {
    weight++;
    return event instanceof ScalarEvent scalar
        ? scalar(scalar)
        : nested((CollectionStartEvent) event);
  }

  private Yaml.Scalar scalar(ScalarEvent event) {
    Mark mark = mark(event);
    String tag = event.getTag().orElse("");
    refuseVault(tag, mark);
    String text = text(event);
    Object value = YamlScalars.value(tag, event.isPlain(), text, mark);
    return new Yaml.Scalar(value, text, mark, unsafe > 0);
  }

  /** PyYAML gives a block that ends with the file no line feed that the file does not have. */
  private String text(ScalarEvent event) {
    boolean open =
        (event.isLiteral() || event.isFolded())
            && event.getEndMark().filter(end -> end.getIndex() == openEnd).isPresent();
    return open && event.getValue().endsWith("\n")
        ? event.getValue().substring(0, event.getValue().length() - 1)
        : event.getValue();
  }

  private Yaml nested(CollectionStartEvent event) {
    Mark mark = mark(event);
    checkTag(event.getTag(), mark);
    if (++depth > DEPTH) {
      throw error("Nested too deeply", "Values may nest at most %d deep.".formatted(DEPTH), mark);
    }
    Yaml value = event instanceof MappingStartEvent ? mapping(mark) : sequence(mark);
    depth--;
    return value;
  }

  private void checkTag(Optional<String> tag, Mark mark) {
    tag.filter(it -> !COLLECTION_TAGS.contains(it) && !it.equals("!unsafe"))
        .ifPresent(
            it -> {
              refuseVault(it, mark);
              throw YamlScalars.unknownTag(it, mark);
            });
  }

  private Yaml.Sequence sequence(Mark mark) {
    ImmutableList.Builder<Yaml> items = ImmutableList.builder();
    for (Event next = events.next();
        next.getEventId() != Event.ID.SequenceEnd;
        next = events.next()) {
      items.add(value(next));
    }
    return new Yaml.Sequence(items.build(), mark);
  }

  private Yaml.Mapping mapping(Mark mark) {
    YamlEntries entries = new YamlEntries(diagnostics);
    for (Event next = events.next();
        next.getEventId() != Event.ID.MappingEnd;
        next = events.next()) {
      boolean plain = next instanceof ScalarEvent scalar && scalar.isPlain();
      Yaml.Scalar key = key(value(next));
      Yaml value = value(events.next());
      if (plain && key.text().equals("<<")) {
        entries.merge(value);
      } else {
        entries.put(key, value);
      }
    }
    return new Yaml.Mapping(entries.all(), mark);
  }

  private static Yaml.Scalar key(Yaml key) {
    if (key instanceof Yaml.Scalar scalar) {
      return scalar;
    }
    throw error(
        "Invalid key",
        key instanceof Yaml.Mapping
            ? YamlMistake.UNQUOTED_TEMPLATE
            : "A key is a single value, not a list. If a value begins with [, quote it.",
        key.mark());
  }

  private static void refuseVault(String tag, Mark mark) {
    if (VAULT.contains(tag)) {
      throw error(
          "Vault not supported",
          "Values encrypted with ansible-vault are not supported yet. Give the value with -e, or"
              + " keep it in a file that only you may read.",
          mark);
    }
  }

  private static Optional<String> tag(NodeEvent event) {
    return event instanceof ScalarEvent scalar
        ? scalar.getTag()
        : ((CollectionStartEvent) event).getTag();
  }

  private Mark mark(Event event) {
    return event
        .getStartMark()
        .map(at -> source.at(at.getLine() + 1, at.getColumn() + 1))
        .orElse(source.at(1, 1));
  }

  private static DiagnosticException error(String summary, String detail, Mark mark) {
    return new DiagnosticException(Diagnostic.error(summary, detail, mark));
  }
}
