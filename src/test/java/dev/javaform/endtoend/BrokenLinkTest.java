package dev.javaform.endtoend;

import dev.javaform.lab.LoopbackSshd;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links that break, or alter what they carry, at any byte of either direction. */
@Tag("faults")
@Execution(ExecutionMode.CONCURRENT)
class BrokenLinkTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "RESET,TO_HOST",
    "RESET,FROM_HOST",
    "END,TO_HOST",
    "END,FROM_HOST",
    "HALF_END,TO_HOST",
    "HALF_END,FROM_HOST",
    "GARBLE,TO_HOST",
    "GARBLE,FROM_HOST",
  })
  void isToldForItsHostAlone(BadLink.Fault fault, BadLink.Direction direction) throws Exception {
    try (LoopbackSshd sshd = LoopbackSshd.start();
        BadLinks links = new BadLinks(sshd, folder)) {
      links.areTold(fault, direction);
    }
  }
}
