package dev.javaform.remote.windows;

import com.google.common.base.CaseFormat;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The helper's file, in the parts that are sent as they are needed. */
final class HelperScript {

  /** What every request needs. */
  static final String CORE = "core";

  private static final Pattern REGION =
      Pattern.compile("(?ms)^#region ([a-z_]+)(?::([a-z_ ]+))?\\R(.*?)^#endregion$");

  private static final Pattern TYPE = Pattern.compile("(?m)^function (?:Read|Write)-Jf(\\w+)");
  private static final Pattern BLANK = Pattern.compile("(?m)^(?:\\s*#.*|\\s*)\\R");
  private static final Pattern INDENT = Pattern.compile("(?m)^ +");
  private static final Pattern FUNCTION = Pattern.compile("(?m)^function ");

  /**
   * A part.
   *
   * @param text as it is sent
   */
  private record Region(ImmutableList<String> needs, String text) {}

  private final ImmutableMap<String, Region> regions;
  private final ImmutableMap<String, String> byType;

  private HelperScript(Map<String, Region> regions, Map<String, String> byType) {
    this.regions = ImmutableMap.copyOf(regions);
    this.byType = ImmutableMap.copyOf(byType);
  }

  /** The file that belongs to this program. */
  static HelperScript own() {
    try {
      var file = Resources.getResource(HelperScript.class, "jf.ps1");
      return of(Resources.toString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own files cannot be read", e);
    }
  }

  static HelperScript of(String file) {
    Map<String, Region> regions = new LinkedHashMap<>();
    Map<String, String> byType = new LinkedHashMap<>();
    Matcher region = REGION.matcher(file);
    while (region.find()) {
      String name = region.group(1);
      regions.put(name, new Region(needs(region), sent(region.group(3))));
      types(region.group(3)).forEach(type -> byType.put(type, name));
    }
    return new HelperScript(regions, byType);
  }

  private static ImmutableList<String> needs(Matcher region) {
    return Optional.ofNullable(region.group(2))
        .map(names -> Splitter.on(' ').trimResults().omitEmptyStrings().splitToList(names))
        .map(ImmutableList::copyOf)
        .orElse(ImmutableList.of());
  }

  private static ImmutableSet<String> types(String text) {
    return TYPE.matcher(text)
        .results()
        .map(found -> CaseFormat.UPPER_CAMEL.to(CaseFormat.LOWER_UNDERSCORE, found.group(1)))
        .collect(ImmutableSet.toImmutableSet());
  }

  /**
   * Without what is for people, as definitions that outlive the script that makes them
   * (about_Scopes).
   */
  private static String sent(String text) {
    String bare = INDENT.matcher(BLANK.matcher(text).replaceAll("")).replaceAll("");
    return FUNCTION.matcher(bare).replaceAll("function global:");
  }

  /**
   * What has to be sent before resources of these types can be told, as far as it was not.
   *
   * @param sent the parts that were, to which those of the answer are added
   */
  String missing(Collection<String> types, Set<String> sent) {
    Set<String> wanted = new LinkedHashSet<>();
    add(CORE, wanted);
    types.forEach(type -> add(region(type), wanted));
    wanted.removeIf(name -> !sent.add(name));
    StringBuilder text = new StringBuilder();
    regions.forEach(
        (name, region) -> {
          if (wanted.contains(name)) {
            text.append(region.text());
          }
        });
    return text.toString();
  }

  private String region(String type) {
    String name = byType.get(type);
    if (name == null) {
      throw new IllegalArgumentException("the helper has nothing for " + type);
    }
    return name;
  }

  private void add(String name, Set<String> wanted) {
    Region region = regions.get(name);
    if (region == null) {
      throw new IllegalArgumentException("the helper has no part " + name);
    }
    if (wanted.add(name)) {
      region.needs().forEach(each -> add(each, wanted));
    }
  }

  /** Every type that there is. */
  ImmutableSet<String> types() {
    return byType.keySet();
  }
}
