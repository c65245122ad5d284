package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Secret;
import dev.javaform.playbook.Play;
import dev.javaform.source.Yaml;
import dev.javaform.template.Templates;
import dev.javaform.template.Variable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Asks for the variables of {@code vars_prompt} that the command line does not give, and hashes
 * those that have {@code encrypt}.
 */
final class Prompts {

  private final Templates templates;
  private final Prompter prompter;
  private final Consumer<Secret> secrets;
  private final Set<String> given;

  /**
   * @param secrets told of what was typed unseen
   * @param given the variables that need no asking
   */
  Prompts(Templates templates, Prompter prompter, Consumer<Secret> secrets, Set<String> given) {
    this.templates = templates;
    this.prompter = prompter;
    this.secrets = secrets;
    this.given = given;
  }

  /** What was answered, as variables of the play. */
  Yaml.Mapping answers(Play play) throws InterruptedException {
    ImmutableList.Builder<Yaml.Entry> answers = ImmutableList.builder();
    for (Play.Prompt prompt : play.prompts()) {
      if (!given.contains(prompt.name().text())) {
        answers.add(new Yaml.Entry(prompt.name(), answer(prompt)));
      }
    }
    return new Yaml.Mapping(answers.build(), play.mark());
  }

  private Yaml answer(Play.Prompt prompt) throws InterruptedException {
    String typed = typed(prompt);
    Yaml answer =
        Optional.of(typed)
            .filter(String::isEmpty)
            .flatMap(_ -> prompt.otherwise())
            .orElseGet(() -> text(typed, prompt));
    return prompt.hash().map(how -> text(hashed(answer, how, prompt), prompt)).orElse(answer);
  }

  /** What is typed is a text, whatever it looks like. */
  private static Yaml text(String typed, Play.Prompt prompt) {
    return new Yaml.Scalar(typed, typed, prompt.name().mark(), true);
  }

  private String hashed(Yaml answer, Play.Hash how, Play.Prompt prompt) {
    Map<String, Variable> values = new HashMap<>();
    values.put("answer", new Variable.Written(answer));
    values.put("method", new Variable.Written(how.method()));
    StringBuilder expression = new StringBuilder("answer | string | password_hash(method");
    how.salt().ifPresent(salt -> values.put("salt", new Variable.Written(salt)));
    how.salt().ifPresent(_ -> expression.append(", salt=salt"));
    how.saltSize().ifPresent(size -> values.put("size", new Variable.Written(size)));
    how.saltSize().ifPresent(_ -> expression.append(", salt_size=size"));
    LayeredScope scope = new LayeredScope(ImmutableList.of(values));
    String hash =
        String.valueOf(
            templates.evaluate(expression.append(')').toString(), prompt.name().mark(), scope));
    note(prompt, hash);
    return hash;
  }

  private void note(Play.Prompt prompt, String typed) {
    if (prompt.hidden() && !typed.isEmpty()) {
      secrets.accept(new Secret(typed));
    }
  }

  private String typed(Play.Prompt prompt) throws InterruptedException {
    while (true) {
      String typed = prompter.ask(prompt.text(), !prompt.hidden());
      if (!prompt.confirmed()
          || prompter.ask("confirm " + prompt.text(), !prompt.hidden()).equals(typed)) {
        note(prompt, typed);
        return typed;
      }
    }
  }
}
