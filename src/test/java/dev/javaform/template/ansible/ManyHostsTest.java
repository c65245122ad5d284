package dev.javaform.template.ansible;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** One {@code Templates} for all hosts at once. */
class ManyHostsTest {

  private static final String TEXT =
      "{% set ns = namespace(sum=0) %}{% for i in range(n) %}{% set ns.sum = ns.sum + i %}{% endfor %}{{ name }}:{{ ns.sum }}";

  @Test
  void hostsDoNotSeeEachOthersVariables() throws InterruptedException, ExecutionException {
    List<Future<Object>> answers = new ArrayList<>();
    try (var hosts = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long n = 0; n < 200; n++) {
        Given scope = Given.nothing().value("n", n).written("name", "host{{ n }}");
        answers.add(hosts.submit(() -> scope.render(TEXT)));
      }
    }
    for (int n = 0; n < 200; n++) {
      assertEquals("host%d:%d".formatted(n, n * (n - 1) / 2), answers.get(n).get());
    }
  }
}
