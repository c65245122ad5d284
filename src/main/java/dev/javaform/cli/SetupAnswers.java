package dev.javaform.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gets answers: given ones first, then from whoever sits at the terminal. */
final class SetupAnswers {

  private final Map<String, String> given;
  private final Optional<Terminal> terminal;

  /**
   * Answers from these sources.
   *
   * @param given answers by the keys of questions
   * @param terminal empty where nobody can be asked
   */
  SetupAnswers(Map<String, String> given, Optional<Terminal> terminal) {
    this.given = given;
    this.terminal = terminal;
  }

  /**
   * The answers to questions about a host, by their keys.
   *
   * @param kept those that need no question where nobody can be asked
   * @throws DiagnosticException where an answer is none, or one is missing that nobody can be asked
   *     for
   */
  ImmutableMap<String, String> to(
      String host, ImmutableList<SetupQuestion> questions, Map<String, String> kept)
      throws InterruptedException {
    Map<String, String> answers = new LinkedHashMap<>();
    List<SetupQuestion> open = new ArrayList<>();
    for (SetupQuestion each : questions) {
      if (!isDue(each, answers)) {
        continue;
      }
      Optional<String> answer = answer(host, each, kept);
      answer.ifPresentOrElse(text -> answers.put(each.key(), text), () -> open.add(each));
    }
    if (!open.isEmpty()) {
      throw unanswered(host, open);
    }
    return ImmutableMap.copyOf(answers);
  }

  private static boolean isDue(SetupQuestion question, Map<String, String> answers) {
    return question
        .onlyAfter()
        .map(other -> SetupQuestion.YES.equals(answers.get(other)))
        .orElse(true);
  }

  private Optional<String> answer(String host, SetupQuestion question, Map<String, String> kept)
      throws InterruptedException {
    if (given.containsKey(question.key())) {
      String answer = given.get(question.key());
      return Optional.of(question.read(answer).orElseThrow(() -> noAnswer(question, answer)));
    }
    return terminal.isPresent()
        ? Optional.of(asked(terminal.get(), host, question))
        : Optional.ofNullable(kept.get(question.key()));
  }

  private static DiagnosticException noAnswer(SetupQuestion question, String answer) {
    return new DiagnosticException(
        Diagnostic.error(
            "No answer",
            "%s is \"%s\"; it must be %s.".formatted(question.key(), answer, question.hint())));
  }

  private static String asked(Terminal terminal, String host, SetupQuestion question)
      throws InterruptedException {
    while (true) {
      String typed = terminal.line(prompt(host, question));
      Optional<String> answer = question.read(typed.isBlank() ? question.preset() : typed);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
  }

  private static String prompt(String host, SetupQuestion question) {
    StringBuilder prompt = new StringBuilder("\n");
    prompt.append(host).append(": ").append(question.text()).append('\n');
    int number = 0;
    for (Map.Entry<String, String> choice : question.choices().entrySet()) {
      number++;
      if (!choice.getValue().isEmpty()) {
        prompt.append("  %d  %s  %s%n".formatted(number, choice.getKey(), choice.getValue()));
      }
    }
    return prompt.append("(%s) [%s]: ".formatted(question.hint(), question.preset())).toString();
  }

  private static DiagnosticException unanswered(String host, List<SetupQuestion> open) {
    StringBuilder text = new StringBuilder();
    text.append(
        ("Nobody can be asked about %s here. Answer with --answers FILE.yml, or -e; these are"
                + " open:")
            .formatted(host));
    for (SetupQuestion each : open) {
      text.append(
          "%n  %s: %s %s; proposed: %s"
              .formatted(each.key(), each.text(), each.hint(), each.preset()));
    }
    return new DiagnosticException(Diagnostic.error("Open questions", text.toString()));
  }
}
