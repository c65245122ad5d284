package dev.javaform.modules.controller.arguments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.source.Diagnostics;
import dev.javaform.source.Source;
import dev.javaform.source.YamlReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What validate_argument_spec of Ansible 2.14 says of the same; texts are its {@code str}. */
class ArgumentValidationTest {

  private static List<String> said(String specification, String arguments) {
    return ArgumentValidation.of(mapping(specification), mapping(arguments)).stream()
        .map(Mistake::message)
        .toList();
  }

  @SuppressWarnings("unchecked") // the tests write mappings
  private static Map<String, Object> mapping(String text) {
    return (Map<String, Object>)
        YamlReader.read(Source.of("test", text), new Diagnostics()).orElseThrow().plain();
  }

  private static String unfit(String type, String wanted, String why) {
    return "argument 'x' is of type <class '%s'> and we were unable to convert to %s: %s"
        .formatted(type, wanted, why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "str   | 5",
        "str   | {a: 1}",
        "raw   | [1]",
        "path  | [1]",
        "int   | 5",
        "int   | '\"5\"'",
        "int   | '\" 15 \"'",
        "int   | '\"1_5\"'",
        "int   | true",
        "float | 1",
        "float | '\"1e3\"'",
        "float | '\" -.5 \"'",
        "float | inf",
        "bool  | 'on'",
        "bool  | 0",
        "bool  | '\"T\"'",
        "list  | 5",
        "list  | a",
        "list  | '\"a,b\"'",
        "dict  | a=1 b='x y'",
        "dict  | '\"{''a'': True}\"'",
        "json  | {a: 1}",
        "json  | text",
        "bytes | 10M",
        "bytes | 10",
        "bits  | 5Mb",
      })
  void takesWhatCanBeConverted(String type, String value) {
    assertEquals(List.of(), said("x: {type: %s}".formatted(type), "x: " + value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int   | 16G    | str   | <class 'str'> cannot be converted to an int",
        "int   | 2.5    | float | <class 'float'> cannot be converted to an int",
        "int   | '\"2.0\"' | str | <class 'str'> cannot be converted to an int",
        "float | y z    | str   | <class 'str'> cannot be converted to a float",
        "float | [1]    | list  | <class 'list'> cannot be converted to a float",
        "bool  | [1]    | list  | <class 'list'> cannot be converted to a bool",
        "list  | {a: 1} | dict  | <class 'dict'> cannot be converted to a list",
        "dict  | a b    | str   | dictionary requested, could not parse JSON or key=value",
        "dict  | '\"{a\"' | str | unable to evaluate string as dictionary",
        "dict  | 5      | int   | <class 'int'> cannot be converted to a dict",
        "json  | 5      | int   | <class 'int'> cannot be converted to a json string",
        "bytes | 1Q     | str   | <class 'str'> cannot be converted to a Byte value",
        "bits  | 5MB    | str   | <class 'str'> cannot be converted to a Bit value",
      })
  void refusesWhatCannot(String type, String value, String python, String why) {
    assertEquals(
        List.of(unfit(python, type, why)), said("x: {type: %s}".formatted(type), "x: " + value));
  }

  @Test
  void namesTheWordsForYesAndNo() {
    String said = said("x: {type: bool}", "x: maybe").getFirst();
    assertTrue(said.contains("The value 'maybe' is not a valid boolean.  Valid booleans"), said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "choices: [one, two, 3]             | four      | must be one of: one, two, 3, got: four",
        "choices: [one, two, 3]             | 3         | must be one of: one, two, 3, got: 3",
        "'type: int, choices: [1, 2]'       | '\"2\"'   | ''",
        "'type: int, choices: [1, 2]'       | 3         | must be one of: 1, 2, got: 3",
        "'type: bool, choices: [true]'      | 'no'      | must be one of: True, got: False",
        "'choices: [true, maybe]'           | true      | ''",
        "'type: list, choices: [one, two]'  | [one, ten] | must be one or more of: one, two. Got no match for: ten",
        "'type: list, choices: [one, two]'  | one       | ''",
      })
  void holdsValuesAgainstTheChoices(String rule, String value, String why) {
    assertEquals(
        why.isEmpty() ? List.of() : List.of("value of x " + why),
        said("x: {%s}".formatted(rule), "x: " + value));
  }

  @Test
  void readsTheElementsOfLists() {
    String form =
        "Elements value for option 'l' is of type <class '%1$s'> and we were unable to convert to"
            + " int: <class '%1$s'> cannot be converted to an int";
    assertEquals(
        List.of(form.formatted("str"), form.formatted("float")),
        said("l: {type: list, elements: int}", "l: [x, 2.5, 3]"));
    assertEquals(List.of(), said("l: {type: list, elements: int}", "l: '1,2'"));
    assertEquals(
        List.of(
            "Invalid type str for option '1', elements value check is supported only with 'list' type"),
        said("l: {type: str, elements: int}", "l: 1"));
  }

  @Test
  void readsMappingsInMappingsAndLists() {
    String options = "options: {x: {type: int, required: true}, y: {choices: [a, b]}}";
    String said =
        String.join(
            "\n",
            said(
                "{d: {type: dict, %1$s}, l: {type: list, elements: dict, %1$s}}".formatted(options),
                "{d: {x: q, y: c, z: 1}, l: [{x: 1}, {}, {w: 1, x: 3}]}"));
    assertEquals(
        """
        argument 'x' is of type <class 'str'> found in 'd'. and we were unable to convert to int: \
        <class 'str'> cannot be converted to an int
        value of y must be one of: a, b, got: c found in d
        missing required arguments: x found in l
        d.z, l.w. Supported parameters include: x, y.""",
        said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "'mutually_exclusive: [[b, c]]'    ~ {b: 1, c: 2} ~ parameters are mutually exclusive: b|c",
        "'required_together: [[b, c]]'     ~ {b: 1}       ~ parameters are required together: b, c",
        "'required_one_of: [[b, c]]'       ~ {}           ~ one of the following is required: b, c",
        "'required_if: [[b, \"1\", [c]]]'  ~ {b: 1}       ~ b is 1 but all of the following are missing: c",
        "'required_by: {b: c}'             ~ {b: 1}       ~ missing parameter(s) required by 'b': c",
      },
      quoteCharacter = '\'')
  void holdsOptionsAgainstEachOther(String rule, String given, String why) {
    String specification = "a: {type: dict, options: {b: {}, c: {}}, %s}".formatted(rule);
    assertEquals(List.of(why + " found in a"), said(specification, "a: " + given));
  }

  @Test
  void holdsDefaultsAgainstTheSpecificationToo() {
    assertEquals(
        List.of(unfit("str", "int", "<class 'str'> cannot be converted to an int")),
        said("x: {type: int, default: none}", "{}"));
    assertEquals(
        List.of("internal error: required and default are mutually exclusive for x"),
        said("x: {required: true, default: 1}", "x: 1"));
    assertEquals(
        List.of("missing required arguments: b found in a"),
        said("a: {type: dict, apply_defaults: true, options: {b: {required: true}}}", "{}"));
  }

  @Test
  void knowsOtherNames() {
    assertEquals(
        List.of(unfit("str", "int", "<class 'str'> cannot be converted to an int")),
        said("x: {type: int, aliases: [old]}", "old: z"));
  }

  @Test
  void noneIsGivenAndFitsAnyType() {
    assertEquals(List.of(), said("x: {type: int, required: true}", "x:"));
  }

  @Test
  void suggestsWhatWasMeant() {
    Mistake mistake =
        ArgumentValidation.of(mapping("type: {choices: [kvm, qemu]}"), mapping("type: kwm"))
            .getFirst();
    assertEquals(" Did you mean \"kvm\"?", mistake.hint());
    assertEquals("type", mistake.option());
  }

  @Test
  void showsNothingOfWhatMustNotBeShown() {
    String specification =
        """
        pin: {choices: [a, b], no_log: true}
        on: {type: bool, no_log: true}
        in: {type: dict, no_log: true, options: {x: {choices: [a]}}}
        """;
    for (Mistake mistake :
        ArgumentValidation.of(
            mapping(specification), mapping("{pin: top, on: top, in: {x: top}}"))) {
      assertFalse(mistake.toString().contains("top"), mistake::toString);
      assertTrue(mistake.message().contains(Option.HIDDEN), mistake::toString);
    }
  }

  @Test
  void saysWhichOptionOfTheSpecificationCannotBeRead() {
    var refusal = assertThrows(IllegalArgumentException.class, () -> said("x:", "{}"));
    assertTrue(refusal.getMessage().contains("\"x\""), refusal.getMessage());
  }
}
