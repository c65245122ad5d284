package dev.javaform.modules.linux.facts;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Optional;

/**
 * What the lines of one {@link FactReader} printed: values of one line, and blocks of lines.
 *
 * @param values the first lines of files by path, in the order printed
 * @param blocks the lines of files and commands by path or name
 * @param lines everything as it was printed
 */
record FactText(
    ImmutableMap<String, String> values,
    ImmutableListMultimap<String, String> blocks,
    ImmutableList<String> lines) {

  /** Reads {@code path=value}, {@code @name} and {@code |line of the block} lines. */
  static FactText of(List<String> lines) {
    var values = ImmutableMap.<String, String>builder();
    var blocks = ImmutableListMultimap.<String, String>builder();
    String block = "";
    for (String line : lines) {
      int equals = line.indexOf('=');
      if (line.startsWith("@")) {
        block = line.substring(1);
      } else if (line.startsWith("|")) {
        blocks.put(block, line.substring(1));
      } else if (equals > 0) {
        values.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return new FactText(values.buildKeepingLast(), blocks.build(), ImmutableList.copyOf(lines));
  }

  /** The first line of a file, or what was printed under that name; absent where empty. */
  Optional<String> value(String path) {
    return Optional.ofNullable(values.get(path)).map(String::strip).filter(each -> !each.isEmpty());
  }

  /** The lines of a file or command; empty where it could not be read. */
  ImmutableList<String> block(String name) {
    return blocks.get(name);
  }

  /** The first line of a block. */
  Optional<String> first(String name) {
    return block(name).stream().findFirst().map(String::strip).filter(each -> !each.isEmpty());
  }

  /** A value as a whole number, where it is one. */
  Optional<Long> number(String path) {
    return value(path).filter(each -> each.matches("-?\\d{1,18}")).map(Long::valueOf);
  }
}
