package dev.javaform.modules.linux;

import dev.javaform.module.Output;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import java.util.List;

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

  /** The name of the copy, where making it was the first of these steps; else an empty text. */
  static String name(List<Output> outputs) {
    Output first = outputs.getFirst();
    return first.isSuccess() ? first.stdout() : "";
  }
}
