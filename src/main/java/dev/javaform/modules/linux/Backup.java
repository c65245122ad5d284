package dev.javaform.modules.linux;

import dev.javaform.module.Output;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import java.util.List;
import java.util.Map;

/** The copy of a file that {@code backup: true} leaves beside it, named as Ansible names it. */
final class Backup {

  private Backup() {}

  /** Copies the file; prints the name of the copy. */
  static Step of(String path) {
    return new Step.Run(
        "back up " + path,
        Script.sh(
            "f={}; b=$f.$$.$(date +%Y-%m-%d@%H:%M:%S)~; cp -p \"$f\" \"$b\" && printf %s \"$b\"",
            path));
  }

  /** The name of the copy, where making it was the first of these steps. */
  static Map<String, Object> learned(List<Output> outputs) {
    return outputs.isEmpty() || !outputs.getFirst().isSuccess()
        ? Map.of()
        : Map.of("backup_file", outputs.getFirst().stdout());
  }
}
