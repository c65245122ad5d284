package dev.javaform.remote.windows;

import com.google.common.collect.ImmutableSet;
import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Ints;
import dev.javaform.module.Digest;
import dev.javaform.module.Output;
import dev.javaform.module.Script;
import dev.javaform.module.Secret;
import dev.javaform.module.Step;
import dev.javaform.python.JsonStyle;
import dev.javaform.python.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What one request asks for, in the order of its answers. */
final class HelperRequest {

  /** What {@code ConvertFrom-Json} of PowerShell 7 makes a date of, and more. */
  private static final Pattern LIKE_A_DATE =
      Pattern.compile("(?s)\\s*[\"']?(?:-?\\d{4}-\\d|/Date\\(|\\\\/Date).*");

  private static final JsonWriter JSON =
      new JsonWriter(
          JsonStyle.LINE.separated(",", ":"),
          other -> {
            throw new IllegalArgumentException("nothing that JSON has: " + other.getClass());
          });

  private final List<Map<String, Object>> resources = new ArrayList<>();
  private final Set<String> types = new LinkedHashSet<>();

  /** How many there are. */
  int size() {
    return resources.size();
  }

  /** The types of resources that there are. */
  Set<String> types() {
    return types;
  }

  /** The same output for each. */
  List<Output> forEach(Output output) {
    return Collections.nCopies(resources.size(), output);
  }

  /** A question; asked after what was ordered before. */
  void ask(Script.PowerShell question, boolean late) {
    Map<String, Object> resource = resource(question.type(), question.select());
    if (late) {
      resource.put("late", true);
    }
  }

  /**
   * An order.
   *
   * @param accepted the exit codes of a program that are no failure
   */
  void order(Script.PowerShell order, ImmutableSet<Integer> accepted) {
    Map<String, Object> resource = resource(order.type(), order.select());
    order.set().ifPresent(set -> resource.put("set", plain(set)));
    resource.put("accept", Ints.asList(Ints.toArray(accepted)));
  }

  /** A part of a file, which lies beside the place of the whole until that is put there. */
  void part(Step.Put put, String token, byte[] data, boolean begins) {
    Map<String, Object> set = new LinkedHashMap<>();
    set.put("begins", begins);
    set.put("data", BaseEncoding.base64().encode(data));
    put(put, token, set);
  }

  /** The whole of a small file, or the end of a large one, whose parts were sent. */
  void whole(Step.Put put, String token, boolean small) throws IOException {
    Map<String, Object> set = new LinkedHashMap<>();
    if (small) {
      set.put("begins", true);
      set.put("data", BaseEncoding.base64().encode(put.content().bytes().read()));
    }
    set.put("sha256", put.content().digest().sha256());
    set.put("replaces", put.replaces().sha256());
    put(put, token, set);
  }

  private void put(Step.Put put, String token, Map<String, Object> set) {
    Map<String, Object> resource = resource("put", Map.of("path", put.path(), "token", token));
    resource.put("set", set);
    resource.put("blind", true);
  }

  private Map<String, Object> resource(String type, Map<String, ?> select) {
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("id", (long) resources.size() + 1);
    resource.put("type", type);
    resource.put("select", plain(select));
    resources.add(resource);
    types.add(type);
    return resource;
  }

  /** The JSON that the helper is told. */
  String json(Map<String, String> environment) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("version", "1");
    request.put("check", false);
    if (!environment.isEmpty()) {
      request.put("environment", plain(environment));
    }
    request.put("resources", resources);
    return JSON.text(request);
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Map<?, ?> map -> {
        Map<String, Object> plain = new LinkedHashMap<>();
        map.forEach((name, each) -> plain.put(name.toString(), plain(each)));
        yield plain;
      }
      case Iterable<?> list -> {
        List<@Nullable Object> plain = new ArrayList<>();
        list.forEach(each -> plain.add(plain(each)));
        yield plain;
      }
      case Secret secret -> text(secret.reveal());
      case Digest digest -> digest.sha256();
      case String text -> text(text);
      case Integer number -> number.longValue();
      case Boolean _, Long _, Double _ -> value;
      default -> text(value.toString());
    };
  }

  /** A text that stays one: what looks like a date would become one. */
  private static Object text(String text) {
    return LIKE_A_DATE.matcher(text).matches() ? Map.of("$text", "=" + text) : text;
  }
}
