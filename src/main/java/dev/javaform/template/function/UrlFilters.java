package dev.javaform.template.function;

import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Text;
import dev.javaform.template.expression.Values;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Filters on URLs, and those whose collections are not here. */
final class UrlFilters {

  private static final Pattern URL =
      Pattern.compile(
          "(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\\?([^#]*))?(?:#(.*))?",
          Pattern.DOTALL);
  private static final Pattern AUTHORITY =
      Pattern.compile("(?:([^:@]*)(?::([^@]*))?@)?(\\[[^]]*]|[^:]*)(?::(\\d*))?");

  private UrlFilters() {}

  static void addTo(Filters filters) {
    filters
        .add("urlencode", UrlFilters::encode)
        .add("urldecode", value -> URLDecoder.decode(Text.str(value), StandardCharsets.UTF_8))
        .add("urlsplit", "query?", (value, call) -> split(Text.str(value), call));
    for (String absent :
        List.of(
            "json_query",
            "ipaddr",
            "ipv4",
            "ipv6",
            "vault",
            "unvault",
            "k8s_config_resource_name")) {
      filters.add(absent, "*arguments **named", (_, _) -> refuse(absent));
    }
  }

  private static Object refuse(String filter) {
    throw ExpressionException.failed(
        "The filter '%s' is not built in. Compute the value with the filters that are, for instance"
            + " selectattr and map, or in a task.",
        filter);
  }

  private static Object encode(@Nullable Object value) {
    return switch (value) {
      case String text -> encoded(text, true);
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(
                  pair ->
                      encoded(Text.str(pair.getKey()), false)
                          + "="
                          + encoded(Text.str(pair.getValue()), false))
              .collect(Collectors.joining("&"));
      case List<?> pairs ->
          pairs.stream()
              .map(Values::items)
              .map(
                  pair ->
                      encoded(Text.str(pair.get(0)), false)
                          + "="
                          + encoded(Text.str(pair.get(1)), false))
              .collect(Collectors.joining("&"));
      case null, default -> encoded(Text.str(value), true);
    };
  }

  private static String encoded(String text, boolean path) {
    String encoded =
        URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A").replace("%7E", "~");
    return path ? encoded.replace("+", "%20").replace("%2F", "/") : encoded;
  }

  private static Object split(String url, Bound call) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      throw ExpressionException.failed("%s is not a URL", Text.repr(url));
    }
    Matcher authority = AUTHORITY.matcher(orEmpty(parts.group(2)));
    boolean known = authority.matches();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("fragment", orEmpty(parts.group(5)));
    all.put(
        "hostname",
        known && !authority.group(3).isEmpty()
            ? authority.group(3).replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT)
            : null);
    all.put("netloc", orEmpty(parts.group(2)));
    all.put("password", known ? authority.group(2) : null);
    all.put("path", orEmpty(parts.group(3)));
    all.put(
        "port",
        known && authority.group(4) != null && !authority.group(4).isEmpty()
            ? Long.valueOf(authority.group(4))
            : null);
    all.put("query", orEmpty(parts.group(4)));
    all.put("scheme", orEmpty(parts.group(1)).toLowerCase(Locale.ROOT));
    all.put("username", known ? authority.group(1) : null);
    return call.has("query") ? part(all, call.text("query")) : all;
  }

  private static Object part(Map<String, Object> all, String name) {
    if (!all.containsKey(name)) {
      throw ExpressionException.failed("urlsplit: unknown URL component: %s", name);
    }
    return all.get(name);
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
