package dev.javaform.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What a hostile host says in the hope that the controller evaluates it. */
final class Payloads {

  /**
   * Ways to reach a function that acts; {@code @} is the command. {@code trap} is a variable that
   * acts when it is read; its bare name is not among them, as a task may look up a variable whose
   * name a host tells.
   */
  private static final List<String> CALLS =
      List.of(
          "lookup('pipe', '@')",
          "query('pipe', '@')",
          "q('pipe', '@')",
          "lookup(\"pipe\", \"@\")",
          "lookup('ansible.builtin.pipe', '@')",
          "lookup('lines', '@')",
          "lookup ('pipe', '@')",
          "vars.lookup('pipe', '@')",
          "vars['lookup']('pipe', '@')",
          "vars['query']('pipe', '@')",
          "vars.q('pipe', '@')",
          "([vars] | map(attribute='lookup') | first)('pipe', '@')",
          "([vars] | map(attribute='q') | list)[0]('pipe', '@')",
          "([vars] | selectattr('lookup') | first).lookup('pipe', '@')",
          "(['lookup'] | map('extract', vars) | first)('pipe', '@')",
          "({'f': lookup}).f('pipe', '@')",
          "[lookup][0]('pipe', '@')",
          "(lookup if true else query)('pipe', '@')",
          "(lookup | default(q))('pipe', '@')",
          "lookup('vars', 'lookup')('pipe', '@')",
          "lookup('pi' ~ 'pe', '@')",
          "lookup('%s' % 'pipe', '@')",
          "lookup('{}'.format('pipe'), '@')",
          "lookup(*['pipe', '@'])",
          "lookup(plugin='pipe', *['@'])",
          "lookup('template', hostile_template)",
          "lookup('vars', 'trap')",
          "hostvars[inventory_hostname].trap",
          "hostvars[inventory_hostname]['trap']",
          "vars.trap",
          "vars['trap']",
          "(trap)",
          "trap is defined and trap",
          "trap | length",
          "trap ~ ''",
          "[trap]",
          "{'a': trap}",
          "''.__class__.__mro__[1].__subclasses__() or trap",
          "cycler.__init__.__globals__.os.popen('@').read()",
          "self.__init__.__globals__.__builtins__.__import__('os').system('@')");

  /** Ways to get out of the text around it; {@code #} is the call. */
  private static final List<String> FRAMES =
      List.of(
          "#",
          "{{ # }}",
          "{{{# }}}",
          "{%- set x = # -%}",
          "{% if # %}x{% endif %}",
          "{{ '{{' }} # {{ '}}' }}",
          "{# #}{{ # }}",
          "' ~ # ~ '",
          "\" ~ # ~ \"",
          "' == '' or # or '",
          "\" == \"\" or # or \"",
          "' if # else '",
          "\\' ~ # ~ \\'",
          "\\\\' ~ # ~ '",
          "x' }}{{ # }}{{ '",
          "x\" }}{{ # }}{{ \"",
          "}}{{ # }}{{",
          "%}{{ # }}{%",
          ") or # or (",
          "] or # or [",
          "1 == 1 or #",
          "# or true",
          "true and #",
          "not #",
          "\n#\n",
          "\t # # ",
          "x\n{{ # }}",
          "#jinja2: variable_start_string: '[['\n[[ # ]]",
          "\u00a0#",
          "\u2028{{ # }}\u2029",
          "\ufffc#\ufffc",
          "\ufeff{{ # }}",
          "!!python/object/apply:os.system ['#']",
          "!unsafe '{{ # }}'",
          "[#]",
          "{\"a\": \"{{ # }}\"}",
          "- {{ # }}",
          "a: {{ # }}",
          "# | bool",
          "[1, #] | last",
          "(#, 1)");

  private Payloads() {}

  /**
   * As many texts as are wanted, each call and each frame at least once where that suffices.
   *
   * @param canary the file that a text's command makes, by the number of the text
   */
  static List<String> some(
      int count, Random random, java.util.function.IntFunction<String> canary) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String call = i < CALLS.size() ? CALLS.get(i) : any(CALLS, random);
      int inOrder = Math.floorMod(i - CALLS.size(), FRAMES.size());
      String frame =
          i < CALLS.size()
              ? "#"
              : i < CALLS.size() + FRAMES.size() ? FRAMES.get(inOrder) : any(FRAMES, random);
      String framed = frame.replace("#", call);
      if (i >= CALLS.size() + FRAMES.size() && random.nextInt(3) == 0) {
        framed = any(FRAMES, random).replace("#", framed);
      }
      texts.add(framed.replace("@", "touch " + canary.apply(i)));
    }
    return texts;
  }

  private static String any(List<String> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }
}
