package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Output;
import dev.javaform.module.Posix;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.remote.Become;
import dev.javaform.remote.Connection;
import dev.javaform.remote.Connector;
import dev.javaform.remote.Limit;
import dev.javaform.remote.Reply;
import dev.javaform.remote.Session;
import dev.javaform.remote.Target;
import dev.javaform.remote.Tunnel;
import dev.javaform.remote.UnreachableException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Hosts without a machine, each of which has one text to say, and says it to whatever it is asked:
 * as output, and as facts. {@code raw: say FORM} asks for it in one of its forms.
 */
final class Attackers implements Connector<Target.Local> {

  private final Map<String, String> texts;

  /**
   * @param texts what each host says, by its name
   */
  Attackers(Map<String, String> texts) {
    this.texts = texts;
  }

  /** Ways of saying it. */
  private static final Map<String, Function<String, String>> FORMS =
      Map.of(
          "whole", text -> text,
          "first half", text -> text.substring(0, text.length() / 2),
          "second half", text -> text.substring(text.length() / 2),
          "json", text -> "{\"v\": %1$s, %1$s: %1$s, \"l\": [%1$s]}".formatted(quoted(text)),
          "yaml", text -> "v: %1$s\nl: [%1$s]\n".formatted(quoted(text)));

  /** As a string of JSON, which is one of YAML, too. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char letter : text.toCharArray()) {
      quoted.append(
          letter < ' ' || letter > '~' || letter == '"' || letter == '\\'
              ? "\\u%04x".formatted((int) letter)
              : String.valueOf(letter));
    }
    return quoted.append('"').toString();
  }

  private static Output answer(Script script, String text) {
    if (Posix.of(script).text().contains("@@ local")) {
      return Output.of(facts(text));
    }
    return FORMS.entrySet().stream()
        .filter(form -> Posix.of(script).text().contains("say " + form.getKey()))
        .findFirst()
        .map(form -> Output.of(form.getValue().apply(text)))
        .orElseGet(() -> Output.of(text));
  }

  /** Local facts in both of their forms; lines within a text cannot be told apart from others. */
  private static String facts(String text) {
    String line = text.replace("\n", " ");
    return """
    @@ local
    @etc/ansible/facts.d/json.fact
    |%s
    @etc/ansible/facts.d/ini.fact
    |[%s]
    |v=%s
    |%s=1
    """
        .formatted(FORMS.get("json").apply(text), line, line, line);
  }

  @Override
  public Connection connect(Target.Local target) {
    String text = texts.get(target.common().name());
    return new Connection() {
      @Override
      public Session session(Become become) {
        return (steps, probes, _) -> said(steps, probes, text);
      }

      @Override
      public Tunnel forward(String to, int port, Limit limit) throws UnreachableException {
        throw new UnreachableException("nobody leads on");
      }

      @Override
      public boolean isOpen() {
        return true;
      }

      @Override
      public int roundTrips() {
        return 0;
      }

      @Override
      public void close() {}
    };
  }

  private static Reply said(List<Step.OnHost> steps, List<Script> probes, String text) {
    return new Reply(
        steps.stream()
            .map(step -> step instanceof Step.Run run ? answer(run.script(), text) : Output.of(""))
            .collect(ImmutableList.toImmutableList()),
        probes.stream().map(probe -> answer(probe, text)).collect(ImmutableList.toImmutableList()));
  }

  @Override
  public void close() {}
}
