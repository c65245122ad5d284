package dev.javaform.endtoend;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The program as the tests start it, hundreds of times: in a jar, with an archive of loaded classes
 * as the launcher has (JEP 514), which takes a third off each start. Both are made once for the
 * classes that are there, by the first of the tests' processes that needs them. Without the
 * archive, which another JDK may refuse, the program runs all the same.
 */
final class Program {

  /** The launcher's options for a program of seconds; see there. */
  private static final ImmutableList<String> JVM =
      ImmutableList.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xmx2g",
          "-Xlog:disable",
          "-Dstdout.encoding=UTF-8",
          "-Dstderr.encoding=UTF-8");

  private static final String MAIN = "dev.javaform.cli.Main";
  private static final Path CLASSES = classes();
  private static final Path FOLDER = Path.of("target/program").toAbsolutePath();
  private static final Path PROJECT = Path.of("").toAbsolutePath();

  private static final class Made {
    static final ImmutableList<String> COMMAND = make();
  }

  private Program() {}

  private static Path classes() {
    try {
      var code = Class.forName(MAIN).getProtectionDomain().getCodeSource();
      return Path.of(code.getLocation().toURI());
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IllegalStateException("the program's classes are not in a folder", e);
    }
  }

  /** The words that start it with these further options for Java. */
  static ImmutableList<String> command(List<String> options) {
    ImmutableList<String> made = Made.COMMAND;
    int classes = made.indexOf("-cp");
    return ImmutableList.<String>builder()
        .addAll(made.subList(0, classes))
        .addAll(options)
        .addAll(made.subList(classes, made.size()))
        .build();
  }

  private static ImmutableList<String> make() {
    try {
      Files.createDirectories(FOLDER);
      try (FileChannel channel = FileChannel.open(FOLDER.resolve("lock"), LOCK);
          var _ = channel.lock()) {
        return make(FOLDER.resolve(key()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the program was packed", e);
    }
  }

  private static final StandardOpenOption[] LOCK = {
    StandardOpenOption.CREATE, StandardOpenOption.WRITE
  };

  private static ImmutableList<String> make(Path folder) throws IOException, InterruptedException {
    Path jar = folder.resolve("program.jar");
    Path archive = folder.resolve("program.aot");
    if (Files.notExists(jar)) {
      Files.createDirectories(folder);
      Files.move(pack(folder.resolve("new")), jar, StandardCopyOption.ATOMIC_MOVE);
      record(jar, archive);
    }
    ImmutableList.Builder<String> command = start();
    if (Files.exists(archive)) {
      command.add("-XX:AOTCache=" + archive);
    }
    return command.add("-cp", classPath(jar), MAIN).build();
  }

  private static ImmutableList.Builder<String> start() {
    return ImmutableList.<String>builder().add(java()).addAll(JVM);
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Of what the classes are, for they may be compiled anew while the folder stays. */
  private static String key() throws IOException {
    Hasher hasher = Hashing.sha256().newHasher();
    for (Path file : files()) {
      hasher.putString(CLASSES.relativize(file).toString(), StandardCharsets.UTF_8);
      hasher.putLong(Files.getLastModifiedTime(file).toMillis()).putLong(Files.size(file));
    }
    return hasher.hash().toString().substring(0, 16);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(CLASSES)) {
      return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    }
  }

  private static Path pack(Path jar) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Path file : files()) {
        zip.putNextEntry(new ZipEntry(CLASSES.relativize(file).toString()));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
    return jar;
  }

  /** The tests' class path without the tests, the classes in their jar. */
  private static String classPath(Path jar) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !Files.isDirectory(Path.of(entry)))
        .collect(Collectors.joining(File.pathSeparator, jar + File.pathSeparator, ""));
  }

  /** Records the classes of the launcher's own small run, on the host that the launcher has. */
  private static void record(Path jar, Path archive) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory(jar.getParent(), "training");
    Path training = PROJECT.resolve("src/main/training");
    String libraries = classPath(jar);
    Process host = run(java(), "-cp", libraries, training.resolve("Host.java") + "", work + "");
    Path hosts = work.resolve("hosts");
    while (Files.notExists(hosts) && host.isAlive()) {
      Thread.sleep(50);
    }
    List<String> words = new ArrayList<>(start().add("-XX:AOTCacheOutput=" + archive).build());
    words.addAll(
        List.of(
            "-Duser.home=" + work,
            "-cp",
            libraries,
            MAIN,
            "run",
            training.resolve("play.yml") + ""));
    words.addAll(List.of("-i", hosts + "", "-e", "training=" + work, "--check", "--diff"));
    run(words.toArray(String[]::new)).waitFor(3, TimeUnit.MINUTES);
    host.destroy();
  }

  private static Process run(String... words) throws IOException {
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
