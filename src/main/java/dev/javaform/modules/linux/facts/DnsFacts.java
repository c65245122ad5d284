package dev.javaform.modules.linux.facts;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The resolver's configuration, resolv.conf(5): {@code ansible_dns}. */
final class DnsFacts implements FactReader {

  private static final Splitter BLANKS =
      Splitter.onPattern("[ \t]+").trimResults().omitEmptyStrings();

  @Override
  public String name() {
    return "dns";
  }

  @Override
  public ImmutableSet<String> subsets() {
    return ImmutableSet.of("min");
  }

  @Override
  public String script() {
    return "text etc/resolv.conf\n";
  }

  @Override
  public Map<String, Object> read(FactText text) {
    var dns = new LinkedHashMap<String, Object>();
    var servers = ImmutableList.<String>builder();
    for (String line : text.block("etc/resolv.conf")) {
      List<String> words = BLANKS.splitToList(line);
      if (words.size() < 2) {
        continue;
      }
      switch (words.getFirst()) {
        case "nameserver" -> servers.add(words.get(1));
        case "domain" -> dns.put("domain", words.get(1));
        case "search", "sortlist" -> dns.put(words.getFirst(), words.subList(1, words.size()));
        case "options" -> dns.put("options", options(words.subList(1, words.size())));
        default -> {} // a comment, or a word resolv.conf(5) does not know
      }
    }
    dns.put("nameservers", servers.build());
    return ImmutableMap.of("ansible_dns", ImmutableMap.copyOf(dns));
  }

  private static ImmutableMap<String, Object> options(List<String> words) {
    var options = ImmutableMap.<String, Object>builder();
    for (String word : words) {
      String[] parts = word.split(":", 2);
      options.put(parts[0], parts.length == 2 ? parts[1] : true);
    }
    return options.buildKeepingLast();
  }
}
