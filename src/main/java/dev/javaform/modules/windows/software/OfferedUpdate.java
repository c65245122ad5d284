package dev.javaform.modules.windows.software;

import com.google.common.collect.ImmutableList;
import dev.javaform.modules.windows.Answer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An update that a guest could have.
 *
 * @param optional whether Microsoft wants nobody to have it unasked
 */
record OfferedUpdate(
    String id,
    String title,
    ImmutableList<String> kb,
    ImmutableList<String> categories,
    ImmutableList<String> categoryIds,
    boolean downloaded,
    boolean hidden,
    boolean optional) {

  static OfferedUpdate of(Answer answer) {
    return new OfferedUpdate(
        answer.words("id"),
        answer.words("title"),
        answer.texts("kb"),
        answer.texts("categories"),
        answer.texts("category_ids"),
        answer.flag("downloaded"),
        answer.flag("hidden"),
        answer.flag("optional"));
  }

  /** What {@code register} gets of it. */
  Map<String, Object> returned(boolean installed, boolean fetched) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("id", id);
    values.put("title", title);
    values.put("kb", kb);
    values.put("categories", categories);
    values.put("downloaded", downloaded || fetched);
    values.put("installed", installed);
    return values;
  }
}
