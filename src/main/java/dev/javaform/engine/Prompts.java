package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Secret;
import dev.javaform.playbook.Play;
import dev.javaform.source.Yaml;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Asks for the variables of {@code vars_prompt} that the command line does not give. */
final class Prompts {

  private final Prompter prompter;
  private final Consumer<Secret> secrets;
  private final Set<String> given;

  /**
   * @param secrets told of what was typed unseen
   * @param given the variables that need no asking
   */
  Prompts(Prompter prompter, Consumer<Secret> secrets, Set<String> given) {
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

  /** What is typed is a text, whatever it looks like. */
  private Yaml answer(Play.Prompt prompt) throws InterruptedException {
    String typed = typed(prompt);
    return Optional.of(typed)
        .filter(String::isEmpty)
        .flatMap(_ -> prompt.otherwise())
        .orElseGet(() -> new Yaml.Scalar(typed, typed, prompt.name().mark(), true));
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
