package dev.javaform.cli;

import com.google.common.collect.ImmutableList;
import dev.javaform.python.JsonStyle;
import dev.javaform.python.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One JSON document about many machines. */
final class MachineDocuments {

  private static final JsonWriter WRITER =
      new JsonWriter(JsonStyle.LINE.unicode().strictly().indented("  "), Object::toString);

  private MachineDocuments() {}

  /**
   * The document: {@code hosts} in the order asked for, each with its {@code host} and either what
   * is known of it or {@code error}.
   */
  static <T> String of(
      String kind, ImmutableList<Seen<T>> machines, Function<Seen<T>, Map<String, ?>> known) {
    List<Object> hosts = new ArrayList<>();
    for (Seen<T> each : machines) {
      Map<String, Object> host = new LinkedHashMap<>();
      host.put("host", each.name());
      if (each.value().isPresent()) {
        host.putAll(known.apply(each));
      } else {
        host.put("error", each.trouble());
      }
      hosts.add(host);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("format", kind);
    document.put("hosts", hosts);
    return WRITER.text(document) + "\n";
  }
}
