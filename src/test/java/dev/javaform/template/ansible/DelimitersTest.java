package dev.javaform.template.ansible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.SourceText;
import dev.javaform.template.Delimiters;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Template files with delimiters of their own; the results are those of Ansible 2.14. */
class DelimitersTest {

  private static final Delimiters OTHER = new Delimiters("<%", "%>", "[[", "]]", "<#", "#>");

  @TempDir private Path folder;

  private final Given scope = Given.nothing().value("n", 3L).value("l", List.of(1L, 7L));

  @Test
  void theUsualOnesAreText() throws IOException {
    Files.writeString(folder.resolve("i.j2"), "inc [[ n ]] {{ n }}\n");
    assertEquals(
        """
        A 3 {{ keep }} 7 ]]
          yes3.
        [[ n ]] <% x %>{% stays %} {# too #}
        inc 3 {{ n }}
        """,
        render(
            """
            A [[ n ]] {{ keep }} [[ l[l[0]] ]] [[ "]]" ]]
            <% if n %>
              yes [[- n -]] .
            <% endif %>
            <# gone #>
            <% raw %>[[ n ]] <% x %><%- endraw %>
            {% stays %} {# too #}
            <% include 'i.j2' %>
            """));
  }

  @Test
  void theHeaderMayNameThem() {
    String header =
        "#jinja2: variable_start_string: '${', variable_end_string: '}', trim_blocks: False\n";
    assertEquals(
        "v 3 {'a': 1} {{ n }}\n\nx\n",
        render(
            header + "v ${ n } ${ {'a': 1} } {{ n }}\n{% if n %}\nx\n{% endif %}\n",
            Delimiters.ANSIBLE));
  }

  @Test
  void mistakesHaveTheirPlaces() {
    assertEquals("main.j2:2:3: \"[[\" is never closed; \"]]\" is missing.", failure("a\nb [[ n"));
    assertEquals("main.j2:2:6: 'nope' is undefined.", failure("a\nb [[ nope ]]\n"));
    assertEquals(
        "main.j2:1:10: The template ends before \"endraw\".", failure("<% raw %>{% endraw %}"));
  }

  private String failure(String text) {
    TemplateException failure = assertThrows(TemplateException.class, () -> render(text));
    return failure.diagnostic().mark().orElseThrow() + ": " + failure.getMessage();
  }

  private String render(String text) {
    return render(text, OTHER);
  }

  private String render(String text, Delimiters delimiters) {
    return Given.TEMPLATES.renderFile(
        SourceText.of("main.j2", text),
        new Templates.FileOptions(true, false, "\n", delimiters),
        ImmutableList.of(folder),
        scope);
  }
}
