package dev.javaform.endtoend;

import dev.javaform.lab.Lab;
import dev.javaform.lab.LabHost;
import dev.javaform.lab.WithLab;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host of the lab that lost its power stops none of the others. */
@Tag("faults")
@WithLab
class SwitchedOffLabTest {
  @TempDir private Path folder;

  @Test
  void theOthersFinish(Lab lab) throws Exception {
    lab.reset();
    LabHost off = lab.hosts().getLast();
    List<LabHost> others = lab.hosts().subList(0, lab.hosts().size() - 1);
    lab.kill(off);
    try {
      Told told = run(lab);
      told.exits(4).counts(off.name(), "ok=0", "unreachable=1");
      told.lost(off.name(), "\"Gathering Facts\"", "converge.yml:2:3", "is it switched on");
      others.forEach(host -> told.finished(host.name()).counts(host.name(), "changed=7"));
    } finally {
      lab.reset();
    }
  }

  private Told run(Lab lab) throws Exception {
    Path playbook = Path.of("src/test/resources/lab/converge.yml").toAbsolutePath();
    List<String> words = List.of("run", "" + playbook, "-i", "" + lab.inventory(), "-T", "5");
    try (Running running = new Site(folder).javaform(folder, words)) {
      return running.end();
    }
  }
}
