package dev.javaform.remote.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.javaform.module.Content;
import dev.javaform.module.Script;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobTest {

  private static final String WORDS = "ahead() { :; }\n";

  @Test
  void probesInARowWithTheSameDefinitionsShareOneSubshell() throws IOException {
    assertEquals(1, subshells(sharing("a"), sharing("b"), sharing("c")));
    assertEquals(3, subshells(sharing("a"), Script.sh("b"), sharing("c")));
    assertEquals(2, subshells(Script.sh("a"), Script.sh("b")));
  }

  @Test
  void whatCouldHarmTheOthersKeepsToItself() throws IOException {
    assertEquals(3, subshells(sharing("a"), sharing("b").reading(Content.of("x")), sharing("c")));
    assertEquals(3, subshells(sharing("a"), sharing("b\0"), sharing("c")));
  }

  @Test
  void allSubjectsAreToldBeforeTheFirst() throws IOException {
    String program = program(sharing("a"), sharing("b"));
    assertEquals(1, Splitter.on("\nahead /a /b\n").splitToList(program).size() - 1, program);
  }

  private static Script.Sh sharing(String name) {
    return Script.Sh.sharing(WORDS, ImmutableList.of("/" + name), "echo " + name);
  }

  private static int subshells(Script... probes) throws IOException {
    return Splitter.on("(eval ").splitToList(program(probes)).size() - 1;
  }

  private static String program(Script... probes) throws IOException {
    return Job.probes(List.of(probes), Map.of(), Duration.ofMinutes(1)).program();
  }
}
