package dev.javaform.template.function;

import dev.javaform.python.Floats;
import dev.javaform.python.Truth;
import dev.javaform.template.expression.Callable;
import dev.javaform.template.expression.Evaluator;
import dev.javaform.template.expression.Numbers;
import dev.javaform.template.expression.Undefined;
import dev.javaform.template.expression.Values;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tests on any value: whether it is defined, its type, how it compares. */
final class ValueTests {

  private ValueTests() {}

  static void addTo(Tests tests) {
    existence(tests);
    types(tests);
    comparisons(tests);
  }

  private static void existence(Tests tests) {
    tests
        .lenient("defined", value -> !(value instanceof Undefined))
        .lenient("undefined", value -> value instanceof Undefined)
        .lenient("none", value -> value == null)
        .lenient("boolean", value -> value instanceof Boolean)
        .lenient("true", value -> Boolean.TRUE.equals(value))
        .lenient("false", value -> Boolean.FALSE.equals(value));
  }

  private static void types(Tests tests) {
    tests
        .lenient("string", value -> value instanceof String)
        .lenient("number", Numbers::isNumeric)
        .lenient("integer", value -> value instanceof Number && !Floats.isFloat(value))
        .lenient("float", Floats::isFloat)
        .lenient("mapping", value -> value instanceof Map<?, ?>)
        .add("iterable", Values::isIterable)
        .add("sequence", Values::isIterable)
        .lenient("callable", value -> value instanceof Callable)
        .add("escaped", _ -> false)
        .add("vault_encrypted", _ -> false);
  }

  private static void comparisons(Tests tests) {
    compares(tests, "==", "eq", "equalto");
    compares(tests, "!=", "ne");
    compares(tests, "<", "lt", "lessthan");
    compares(tests, "<=", "le");
    compares(tests, ">", "gt", "greaterthan");
    compares(tests, ">=", "ge");
    tests
        .add("in", "seq", (value, call) -> Values.contains(call.get("seq"), value))
        .add("contains", "item", (value, call) -> Values.contains(value, call.get("item")))
        .add("sameas", "other", (value, call) -> same(value, call.get("other")))
        .add("even", value -> Numbers.integer(value).intValue() % 2 == 0)
        .add("odd", value -> Numbers.integer(value).intValue() % 2 != 0)
        .add(
            "divisibleby",
            "num",
            (value, call) -> Numbers.integer(value).intValue() % call.number("num") == 0)
        .add(
            "lower",
            value ->
                value instanceof String text
                    && text.equals(text.toLowerCase(Locale.ROOT))
                    && cased(text))
        .add(
            "upper",
            value ->
                value instanceof String text
                    && text.equals(text.toUpperCase(Locale.ROOT))
                    && cased(text))
        .add("truthy", "convert_bool?", (value, call) -> truthy(value, call.flag("convert_bool")))
        .add("falsy", "convert_bool?", (value, call) -> !truthy(value, call.flag("convert_bool")))
        .add("all", value -> Values.items(value).stream().allMatch(Values::truth))
        .add("any", value -> Values.items(value).stream().anyMatch(Values::truth))
        .add("subset", "b", (value, call) -> containsAll(call.items("b"), Values.items(value)))
        .alias("issubset", "subset")
        .add("superset", "b", (value, call) -> containsAll(Values.items(value), call.items("b")))
        .alias("issuperset", "superset")
        .add("nan", value -> value instanceof Double number && number.isNaN())
        .alias("isnan", "nan");
  }

  private static void compares(Tests tests, String operator, String... words) {
    tests.add(
        operator, "other", (value, call) -> Evaluator.holds(operator, value, call.get("other")));
    for (String word : words) {
      tests.alias(word, operator);
    }
  }

  @SuppressWarnings("ReferenceEquality") // this is the test whether two are one
  private static boolean same(@Nullable Object value, @Nullable Object other) {
    return value == other
        || (Values.typeName(value).equals(Values.typeName(other))
            && !(value instanceof List<?>)
            && !(value instanceof Map<?, ?>)
            && Values.equal(value, other));
  }

  private static boolean cased(String text) {
    return text.codePoints().anyMatch(Character::isLetter);
  }

  private static boolean truthy(@Nullable Object value, boolean convert) {
    return (convert && value instanceof String text)
        ? Truth.of(text).orElse(Values.truth(text))
        : Values.truth(value);
  }

  private static boolean containsAll(List<Object> all, List<Object> some) {
    return some.stream().allMatch(item -> Values.contains(all, item));
  }
}
