package dev.javaform.engine;

import dev.javaform.playbook.Task;
import dev.javaform.template.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one turn of a loop sees. */
final class LoopVariables {

  private LoopVariables() {}

  /**
   * @param told whether working out the items read anything told
   */
  static Map<String, Variable> of(Task.Loop loop, List<Object> items, int index, boolean told) {
    Map<String, Variable> variables = new LinkedHashMap<>();
    variables.put(loop.variable(), Variable.computed(items.get(index), told));
    variables.put("ansible_loop_var", new Variable.Given(loop.variable()));
    loop.indexVariable()
        .ifPresent(
            name -> {
              variables.put(name, new Variable.Given((long) index));
              variables.put("ansible_index_var", new Variable.Given(name));
            });
    if (loop.extended()) {
      variables.put("ansible_loop", Variable.computed(extended(items, index), told));
    }
    return variables;
  }

  /** What a turn's result tells of it: which turn it was. */
  static Map<String, Object> told(Map<String, Variable> turn) {
    Map<String, Object> values = new LinkedHashMap<>();
    turn.forEach(
        (name, variable) -> {
          switch (variable) {
            case Variable.Given(Object value) -> values.put(name, value);
            case Variable.Told(Object value) -> values.put(name, value);
            case Variable.Written _ -> {}
          }
        });
    return values;
  }

  /** Source: Ansible's documentation, "Extended loop variables". */
  private static Map<String, Object> extended(List<Object> items, int index) {
    int last = items.size() - 1;
    Map<String, Object> extended = new LinkedHashMap<>();
    extended.put("allitems", items);
    extended.put("index", index + 1L);
    extended.put("index0", (long) index);
    extended.put("revindex", (long) last - index + 1);
    extended.put("revindex0", (long) last - index);
    extended.put("first", index == 0);
    extended.put("last", index == last);
    extended.put("length", (long) items.size());
    if (index > 0) {
      extended.put("previtem", items.get(index - 1));
    }
    if (index < last) {
      extended.put("nextitem", items.get(index + 1));
    }
    return extended;
  }
}
