package dev.javaform.modules.linux.facts;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Map;

/** Who runs the tasks, from id(1) and the user database. */
final class UserFacts implements FactReader {

  @Override
  public String name() {
    return "user";
  }

  @Override
  public ImmutableSet<String> subsets() {
    return ImmutableSet.of("min");
  }

  @Override
  public String script() {
    return """
        run uid id -u
        run gid id -g
        run real_uid id -ru
        run real_gid id -rg
        u=$(id -un 2>/dev/null)
        run name printf '%s\\n' "$u"
        if command -v getent >/dev/null 2>&1; then run entry getent passwd "$u"
        else run entry grep "^$u:" /etc/passwd; fi
        """;
  }

  @Override
  public Map<String, Object> read(FactText text) {
    var facts = ImmutableMap.<String, Object>builder();
    text.first("name").ifPresent(name -> facts.put("ansible_user_id", name));
    id(facts, text, "uid", "ansible_effective_user_id");
    id(facts, text, "gid", "ansible_effective_group_id");
    id(facts, text, "real_uid", "ansible_real_user_id");
    id(facts, text, "real_gid", "ansible_real_group_id");
    text.first("entry").ifPresent(entry -> entry(facts, entry));
    return facts.buildOrThrow();
  }

  private static void id(
      ImmutableMap.Builder<String, Object> facts, FactText text, String block, String fact) {
    text.first(block)
        .filter(id -> id.matches("\\d+"))
        .ifPresent(id -> facts.put(fact, Long.valueOf(id)));
  }

  private static void entry(ImmutableMap.Builder<String, Object> facts, String entry) {
    List<String> fields = Splitter.on(':').splitToList(entry);
    if (fields.size() == 7) {
      facts.put("ansible_user_uid", Long.valueOf(fields.get(2)));
      facts.put("ansible_user_gid", Long.valueOf(fields.get(3)));
      facts.put("ansible_user_gecos", fields.get(4));
      facts.put("ansible_user_dir", fields.get(5));
      facts.put("ansible_user_shell", fields.get(6));
    }
  }
}
