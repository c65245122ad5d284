package dev.javaform.endtoend;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code --step}: somebody answers before each task. */
@Timeout(120)
class StepTest {

  private static final String PLAY =
      """
      - hosts: all
        gather_facts: false
        tasks:
          - {name: first, ping: }
          - {name: second, ping: }
          - {name: third, ping: }
          - {name: fourth, ping: }
      """;

  @TempDir private Path folder;
  private Site site;

  @BeforeEach
  void site() throws Exception {
    site = new Site(folder).hosts(HostLine.local("one"), HostLine.local("two"));
  }

  @Test
  void aTerminalAsksUntilItIsToldToGoOn() throws Exception {
    try (Running running = site.startAtTerminal(PLAY, "--step")) {
      running.awaitText("Perform task: TASK: first (N)o/(y)es/(c)ontinue: ").type("y\n");
      running.awaitText("Perform task: TASK: second ").type("\n");
      running.awaitText("Perform task: TASK: third ").type("C\n");
      running.end().exits(0).hides("Perform task: TASK: fourth").counts("two", "ok=3");
    }
  }

  /** Runs the play with an input that is no terminal. */
  private Told answering(String input) throws Exception {
    site.file("play.yml", PLAY);
    List<String> words = List.of("run", "play.yml", "-i", "hosts", "--step");
    try (Running running =
        site.inBash("setsid -w \"$@\" < <(printf '%s')".formatted(input), words)) {
      return running.end();
    }
  }

  @Test
  void withoutATerminalTheLinesOfStandardInputAnswer() throws Exception {
    Told told = answering("n\\nyes\\nno\\ny\\n").exits(0).counts("one", "ok=2");
    told.says("TASK [second]").says("TASK [fourth]").hides("TASK [first]").hides("TASK [third]");
  }

  @Test
  void whereNobodyAnswersTheRunEndsAndSaysWhy() throws Exception {
    answering("").exits(4).hides("TASK [").says("--step asks before each task, but there is no");
    answering("y\\n").exits(4).says("TASK [first]").hides("TASK [second]").says("Without --step");
  }
}
