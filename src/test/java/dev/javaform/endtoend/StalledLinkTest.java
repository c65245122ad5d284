package dev.javaform.endtoend;

import dev.javaform.lab.LoopbackSshd;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links on which nothing moves any more, from any byte of either direction on. */
@Tag("faults")
@Execution(ExecutionMode.CONCURRENT)
class StalledLinkTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"STALL,TO_HOST", "STALL,FROM_HOST", "SWALLOW,TO_HOST", "SWALLOW,FROM_HOST"})
  void isToldForItsHostAlone(BadLink.Fault fault, BadLink.Direction direction) throws Exception {
    try (LoopbackSshd sshd = LoopbackSshd.start();
        BadLinks links = new BadLinks(sshd, folder)) {
      links.areTold(fault, direction);
    }
  }
}
