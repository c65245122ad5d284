package dev.javaform.modules.linux.files;

import dev.javaform.module.Output;
import dev.javaform.module.SafePath;
import dev.javaform.module.Step;
import java.util.List;

/** The copy of a file that {@code backup: true} leaves beside it, named as Ansible names it. */
public final class Backup {

  /** It is a copy of what was seen, or none is made. */
  private static final String COPY =
      """
      f={} seen={} from={}
      case $from in /*) ;; *) from=$PWD/$from;; esac
      reach "$f"
      private || refuse "$why"
      cp -p "$from" ./copy || exit 1
      s=$(sha256sum <./copy || openssl dgst -sha256 -r <./copy) 2>/dev/null
      [ "${s%% *}" = "$seen" ] || refuse 'has changed since it was looked at, so that no copy is kept'
      b=$$.$(date +%Y-%m-%d@%H:%M:%S)~
      place ./copy "../$n.$b" || refuse "$why"
      printf %s "$f.$b"
      """;

  private Backup() {}

  /** Copies the file that was seen; prints the name of the copy. */
  static Step of(FileState seen) {
    return new Step.Run(
        "back up " + seen.path(),
        SafePath.script(COPY, seen.path(), seen.digest().sha256(), seen.realPath()));
  }

  /** The name of the copy, where making it was the first of these steps; else an empty text. */
  public static String name(List<Output> outputs) {
    Output first = outputs.getFirst();
    return first.isSuccess() ? first.stdout() : "";
  }
}
