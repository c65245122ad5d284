package dev.javaform.modules.linux.initramfs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Posix;
import dev.javaform.module.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder with an image in it, and programs of its own that make images and list them. */
record Making(Path folder) {

  /** How a script ended. */
  record Ended(int status, String told) {}

  /** Has a program do this. */
  void program(String name, String text) throws IOException {
    Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  /** Where the image is. */
  Path image() {
    return folder.resolve("initrd.img-6.1");
  }

  /** What is left of one kind. */
  List<Path> left(String suffix) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).toList();
    }
  }

  /** Runs a step's script, as it is. */
  Ended run(Step step, String input) throws IOException, InterruptedException {
    String script = Posix.of(((Step.Run) step).script()).text();
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", script);
    builder.environment().merge("PATH", folder + "/bin:", (old, first) -> first + old);
    Process process = builder.start();
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String told = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), told);
  }
}
