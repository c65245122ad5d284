package dev.javaform.cli;

import com.google.common.collect.ImmutableSet;
import dev.javaform.inventory.HostExpressions;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import dev.javaform.template.Scope;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Templates;
import dev.javaform.template.UnknownValueException;
import dev.javaform.template.Variable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** HostExpressions of an inventory, in the language of templates. */
record InventoryExpressions(Templates templates) implements HostExpressions {

  @Override
  public @Nullable Object value(String expression, Mark mark, Map<String, Yaml> variables) {
    return known(mark, () -> templates.renderExpression(expression, mark, new Seen(variables)));
  }

  @Override
  public String text(Yaml.Scalar template, Map<String, Yaml> variables) {
    return String.valueOf(
        known(template.mark(), () -> templates.render(template, new Seen(variables))));
  }

  private static @Nullable Object known(Mark mark, Supplier<@Nullable Object> value) {
    try {
      return UnknownValueException.known(value.get());
    } catch (TemplateException e) {
      throw new DiagnosticException(e.diagnostic());
    } catch (UnknownValueException e) {
      throw new DiagnosticException(Diagnostic.error("Unknown value", e.getMessage(), mark));
    }
  }

  private record Seen(Map<String, Yaml> variables) implements Scope {

    @Override
    public Optional<Variable> lookup(String name) {
      return Optional.ofNullable(variables.get(name)).map(Variable.Written::new);
    }

    @Override
    public Set<String> names() {
      return ImmutableSet.copyOf(variables.keySet());
    }
  }
}
