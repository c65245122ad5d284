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
      (expression, mark, _) -> {
        throw new DiagnosticException(
            Diagnostic.error(
                "Expression", "\"%s\" is not worked out here.".formatted(expression), mark));
      };

  /**
   * The value of an expression that sees these variables.
   *
   * @throws DiagnosticException where it has none
   */
  @Nullable Object value(String expression, Mark mark, Map<String, Yaml> variables);
}
