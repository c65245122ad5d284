package dev.javaform.inventory;

import com.google.common.collect.ImmutableList;
import dev.javaform.python.LiteralMaker;
import dev.javaform.python.LiteralReader;
import dev.javaform.source.Yaml;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value of an INI inventory: a Python literal where it is one, else the text as it stands. Tuples
 * and sets become lists; the keys of a dictionary are texts.
 */
final class PythonLiteral implements LiteralMaker<Yaml> {

  private final Word word;

  private PythonLiteral(Word word) {
    this.word = word;
  }

  /** The value the word stands for; each part of it is marked. */
  static Yaml read(Word word) {
    return LiteralReader.read(word.text(), LiteralReader.Constants.PYTHON, new PythonLiteral(word))
        .orElseGet(() -> Yaml.Scalar.of(word.text(), word.mark()));
  }

  @Override
  public Yaml scalar(@Nullable Object value, int begin, int end) {
    String written = value instanceof String text ? text : word.text().substring(begin, end);
    return new Yaml.Scalar(value, written, word.at(begin), false);
  }

  @Override
  public Yaml list(List<Yaml> items, int begin) {
    return new Yaml.Sequence(ImmutableList.copyOf(items), word.at(begin));
  }

  @Override
  public Yaml tuple(List<Yaml> items, int begin) {
    return list(items, begin);
  }

  @Override
  public @Nullable Yaml dictionary(Map<Object, Map.Entry<Yaml, Yaml>> entries, int begin) {
    if (!entries.values().stream().allMatch(entry -> entry.getKey() instanceof Yaml.Scalar)) {
      return null;
    }
    return new Yaml.Mapping(
        entries.values().stream()
            .map(entry -> new Yaml.Entry((Yaml.Scalar) entry.getKey(), entry.getValue()))
            .collect(ImmutableList.toImmutableList()),
        word.at(begin));
  }

  @Override
  public @Nullable Object key(Yaml value) {
    return value instanceof Yaml.Scalar scalar ? scalar.text() : value.plain();
  }
}
