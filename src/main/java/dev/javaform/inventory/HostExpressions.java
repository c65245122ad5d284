package dev.javaform.inventory;

import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Works out the expressions that an inventory holds. */
public interface HostExpressions {

  /** Works out none: each is wrong. */
  HostExpressions NONE =
      new HostExpressions() {
        @Override
        public Object value(String expression, Mark mark, Map<String, Yaml> variables) {
          throw new DiagnosticException(
              Diagnostic.error(
                  "Expression", "\"%s\" is not worked out here.".formatted(expression), mark));
        }

        @Override
        public String text(Yaml.Scalar template, Map<String, Yaml> variables) {
          return String.valueOf(value(template.text(), template.mark(), variables));
        }
      };

  /**
   * The value of an expression that sees these variables.
   *
   * @throws DiagnosticException where it has none
   */
  @Nullable Object value(String expression, Mark mark, Map<String, Yaml> variables);

  /**
   * What a template that sees these variables makes.
   *
   * @throws DiagnosticException where it has no value
   */
  String text(Yaml.Scalar template, Map<String, Yaml> variables);
}
