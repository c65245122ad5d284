package dev.javaform.template.ansible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.source.Mark;
import dev.javaform.source.Source;
import dev.javaform.source.Yaml;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Unknown;
import dev.javaform.template.UnknownValueException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnsibleTemplatesTest {

  @Test
  void aListKeepsItsTypeAndANumberWhereItIsAVariableAlone() {
    Given given = Given.nothing().value("ports", List.of(80L, 443L));
    assertEquals(List.of(80L, 443L), given.render("{{ ports }}"));
    assertEquals("2", given.render("{{ 1 + 1 }}"));
    assertEquals(2L, given.value("two", 2L).render("{{ two }}"));
    assertEquals("2", given.render("{{ '2' }}"));
  }

  @Test
  void anyOtherTemplateGivesText() {
    Given given = Given.nothing().value("ports", List.of(80L, "a"));
    assertEquals("ports: [80, 'a'], True", given.render("ports: {{ ports }}, {{ true }}"));
  }

  @Test
  void aFractionIsWrittenAsPythonWritesIt() {
    Given given = Given.nothing().value("small", 0.0005);
    assertEquals(
        "0.0005 100.0 0.0 -0.0 20000000.5 1e-05 1e+16",
        given.render(
            "{{ small }} {{ 100.0 }} {{ 0.0 }} {{ -0.0 }} {{ 20000000.5 }} {{ 0.00001 }} {{ 1e16 }}"));
  }

  @Test
  void writtenVariablesAreRenderedWhenUsed() {
    Given given = Given.nothing().written("a", "{{ b }}-x").written("b", "{{ c }}").value("c", 7L);
    assertEquals("7-x", given.render("{{ a }}"));
  }

  @Test
  void givenValuesAreNeverRendered() {
    Given given = Given.nothing().value("stdout", "{{ secret }}").written("copy", "{{ stdout }}");
    assertEquals("{{ secret }}", given.render("{{ copy }}"));
  }

  @Test
  void aVerbatimScalarStaysAsItIs() {
    Yaml unsafe = new Yaml.Scalar("{{ x }}", "{{ x }}", Mark.NOWHERE, true);
    assertEquals("{{ x }}", Given.TEMPLATES.render(unsafe, Given.nothing()));
  }

  @Test
  void aCycleNamesItsChain() {
    Given given = Given.nothing().written("a", "{{ b }}").written("b", "x{{ a }}");
    TemplateException failure =
        assertThrows(TemplateException.class, () -> given.render("{{ a }}"));
    assertEquals("recursive loop detected in template string: a -> b -> a", failure.getMessage());
  }

  @Test
  void anUndefinedVariableIsAnErrorWithAPlaceAndASuggestion() {
    Given given = Given.nothing().value("hostname", "h");
    TemplateException failure =
        assertThrows(TemplateException.class, () -> given.render("name: {{ hostnam }}"));
    assertTrue(failure.isUndefined());
    assertEquals("'hostnam' is undefined. Did you mean \"hostname\"?", failure.getMessage());
    assertEquals("play.yml:1:10", failure.diagnostic().mark().orElseThrow().toString());
  }

  @Test
  void anUndefinedAttributeIsNamedAsAnsibleNamesItAndTheNearestOneToo() {
    Given given = Given.nothing().value("disk", Map.of("size", 1L));
    TemplateException failure =
        assertThrows(TemplateException.class, () -> given.render("{{ disk.siez }}"));
    assertEquals(
        "'dict object' has no attribute 'siez'. Did you mean \"size\"?", failure.getMessage());
  }

  @Test
  void defaultTakesWhatIsUndefinedAlsoInsideAnotherVariable() {
    Given given = Given.nothing().written("a", "{{ nope }}");
    assertEquals("d", given.render("{{ a | default('d') }}"));
    assertEquals("d", given.render("{{ nope.b.c | default('d') }}"));
    assertEquals(false, given.render("{{ a is defined }}"));
  }

  @Test
  void anUnknownValuePassesWholeButCannotBeTouched() {
    Unknown unknown = new Unknown("result.stdout");
    Given given = Given.nothing().value("r", Map.of("stdout", unknown, "changed", true));
    assertSame(unknown, given.render("{{ r.stdout }}"));
    assertEquals(true, given.render("{{ r.changed }}"));
    assertEquals(true, given.render("{{ r.stdout is defined }}"));
    assertThrows(UnknownValueException.class, () -> given.render("got {{ r.stdout }}"));
    assertThrows(UnknownValueException.class, () -> given.holds("r.stdout == 'x'"));
  }

  @Test
  void conditionsHoldByPythonsTruth() {
    Given given = Given.nothing().value("no", "false").value("list", List.of()).value("n", 1L);
    assertTrue(given.holds("no"));
    assertFalse(given.holds("list"));
    assertFalse(given.holds("not n"));
    assertTrue(given.holds("n == 1 and 'a' in 'abc'"));
    assertFalse(given.holds("n == '1'"));
    assertTrue(given.holds("{{ n }} == 1"));
  }

  @Test
  void aPlaceInABlockScalarIsTheRightLine() {
    Source source = Source.of("t.yml", "- shell: |\n    echo one\n    echo {{ nope }}\n");
    Yaml.Scalar scalar = Yaml.Scalar.of("echo one\necho {{ nope }}\n", source.at(1, 10));
    TemplateException failure =
        assertThrows(
            TemplateException.class, () -> Given.TEMPLATES.render(scalar, Given.nothing()));
    assertEquals("t.yml:3:13", failure.diagnostic().mark().orElseThrow().toString());
  }
}
