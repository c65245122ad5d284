package dev.javaform.modules.linux.files;

import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ObjectArrays;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Script;
import dev.javaform.modules.linux.LocalHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Files of the machine the tests run on, seen through one of its shells. */
abstract class FileDetailsCase {

  final LocalHost host;
  @TempDir Path folder;

  FileDetailsCase(LocalHost host) {
    this.host = host;
  }

  final Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  final void run(String script, Object... arguments) {
    assertTrue(host.run(Script.sh(script, arguments)).isSuccess());
  }

  final String attributes(Path path) {
    return host.run(Script.sh("lsattr -d {}", path)).stdout().split(" ")[0].replace("-", "");
  }

  final String time(String which, Path path) throws IOException {
    assertTrue(Files.exists(path, LinkOption.NOFOLLOW_LINKS));
    String time = host.run(Script.sh("stat -c {} {}", which, path)).stdout();
    return time.substring(0, "2020-01-02 03:04:05".length());
  }

  final File file(Path path, Object... more) {
    return task(
        File.class, ObjectArrays.concat(List.of("path", "" + path).toArray(), more, Object.class));
  }

  final File state(String state, Path path, Object... more) {
    return file(path, ObjectArrays.concat(new Object[] {"state", state}, more, Object.class));
  }

  final File directory(Path path, Object... more) {
    return state("directory", path, more);
  }

  final File touch(Path path, Object... more) {
    return state("touch", path, more);
  }

  final File link(Path path, Object... more) {
    return state(
        "link", path, ObjectArrays.concat(new Object[] {"src", "target"}, more, Object.class));
  }

  final Copy copy(Path path, String content, Object... more) {
    Object[] usual = {"dest", "" + path, "content", content};
    return task(Copy.class, ObjectArrays.concat(usual, more, Object.class));
  }

  final String refusal(Module<?> module) {
    return assertThrows(ModuleFailure.class, () -> host.plan(module)).getMessage();
  }
}
