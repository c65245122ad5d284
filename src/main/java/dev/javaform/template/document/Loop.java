package dev.javaform.template.document;

import dev.javaform.template.expression.Callable;
import dev.javaform.template.expression.Members;
import dev.javaform.template.expression.Undefined;
import dev.javaform.template.expression.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The {@code loop} variable of a running {@code for}. */
final class Loop implements Members, Callable {

  private final List<Object> items;
  private final int depth;
  private final Function<Object, String> again;
  private int index;
  private List<Object> lastSeen = List.of();

  /**
   * @param again renders the loop's body for another source, one level deeper
   */
  Loop(List<Object> items, int depth, Function<Object, String> again) {
    this.items = items;
    this.depth = depth;
    this.again = again;
  }

  void at(int place) {
    index = place;
  }

  @Override
  public Optional<Object> member(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "index" -> index + 1L;
          case "index0" -> (long) index;
          case "revindex" -> (long) items.size() - index;
          case "revindex0" -> items.size() - index - 1L;
          case "first" -> index == 0;
          case "last" -> index == items.size() - 1;
          case "length" -> (long) items.size();
          case "depth" -> depth + 1L;
          case "depth0" -> (long) depth;
          case "previtem" -> neighbour(index - 1, "there is no previous item");
          case "nextitem" -> neighbour(index + 1, "there is no next item");
          case "cycle" -> (Callable) (values, _) -> values.get(index % values.size());
          case "changed" -> (Callable) (values, _) -> changed(values);
          default -> null;
        });
  }

  private @Nullable Object neighbour(int place, String message) {
    return place < 0 || place >= items.size()
        ? new Undefined("loop", message, -1, Optional.empty())
        : items.get(place);
  }

  private boolean changed(List<Object> values) {
    boolean same = lastSeen.size() == values.size() && Values.equal(lastSeen, values);
    lastSeen = values;
    return !same;
  }

  @Override
  public Object call(List<Object> positional, Map<String, Object> named) {
    return again.apply(positional.getFirst());
  }
}
