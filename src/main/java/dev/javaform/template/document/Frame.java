package dev.javaform.template.document;

import com.google.common.collect.Sets;
import dev.javaform.template.expression.Names;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names a template itself gives values to, over those around it. */
final class Frame implements Names {

  private final Names around;
  private final Map<String, Object> values = new HashMap<>();

  Frame(Names around) {
    this.around = around;
  }

  @Override
  public @Nullable Object value(String name) {
    return values.containsKey(name) ? values.get(name) : around.value(name);
  }

  @Override
  public Set<String> known() {
    return Sets.union(values.keySet(), around.known());
  }

  void set(String name, @Nullable Object value) {
    values.put(name, value);
  }

  Map<String, Object> own() {
    return values;
  }
}
