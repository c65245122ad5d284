package dev.javaform.modules.windows.environment;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The elements of a variable such as PATH, in which quotation marks may hold semicolons. */
record PathList(ImmutableList<String> elements) {

  private static final Pattern ELEMENT = Pattern.compile("((?:\"[^\"]*\"|[^;\"])+)(?:;|$)");

  static PathList of(String text) {
    ImmutableList.Builder<String> all = ImmutableList.builder();
    Matcher matcher = ELEMENT.matcher(text);
    while (matcher.find()) {
      all.add(matcher.group(1));
    }
    return new PathList(all.build());
  }

  /** Whether two name the same folder: case, quotation marks and a backslash at the end are not. */
  private static boolean same(String one, String other) {
    return bare(one).equalsIgnoreCase(bare(other));
  }

  private static String bare(String element) {
    return CharMatcher.is('\\').trimFrom(CharMatcher.anyOf("\" ").trimFrom(element));
  }

  private static int index(List<String> list, String element) {
    for (int at = 0; at < list.size(); at++) {
      if (same(list.get(at), element)) {
        return at;
      }
    }
    return -1;
  }

  /** With these in this order: what is missing comes last, what is too early moves there. */
  PathList with(List<String> wished) {
    List<String> all = new ArrayList<>(elements);
    int last = -1;
    for (String wish : wished) {
      int at = index(all, wish);
      boolean early = at >= 0 && at < last;
      if (early) {
        all.remove(at);
      }
      if (early || at < 0) {
        all.add(wish);
      }
      last = early || at < 0 ? all.size() - 1 : at;
    }
    return new PathList(ImmutableList.copyOf(all));
  }

  PathList without(List<String> unwanted) {
    List<String> all = new ArrayList<>(elements);
    all.removeIf(each -> index(unwanted, each) >= 0);
    return new PathList(ImmutableList.copyOf(all));
  }

  String text() {
    return String.join(";", elements);
  }
}
