package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.lab.LoopbackSshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One run over many links to one server, each of which goes bad at another byte, beside a good
 * host: from before the server's first word to the middle of a large file.
 */
final class BadLinks implements AutoCloseable {

  /**
   * After how many bytes: before, in and after the greeting, in the key exchange, the login, the
   * first words to the shell, answers, and a file.
   */
  private static final List<Integer> BYTES =
      List.of(
          0, 1, 20, 43, 300, 1_100, 1_500, 1_800, 2_200, 2_600, 3_000, 3_600, 4_400, 6_000, 9_000,
          20_000, 100_000, 900_000);

  private static final String PLAY =
      """
      - hosts: all
        gather_facts: false
        tasks:
          - name: greet
            command: echo hello
            changed_when: false
            timeout: 8
          - name: carry
            copy: {src: large, dest: "{{ place }}/large"}
            timeout: 8
          - name: fetch
            command: head -c 1000000 /dev/zero
            changed_when: false
            timeout: 8
      """;

  /** What no user should have to read. */
  private static final Pattern INNER_WORDS =
      Pattern.compile(
          "Interrupted|javaform itself|defect|Exception|org\\.apache|java\\.|ClientSession|null|\\[sshd");

  private final LoopbackSshd sshd;
  private final Path folder;
  private final Map<String, BadLink> links = new LinkedHashMap<>();

  BadLinks(LoopbackSshd sshd, Path folder) {
    this.sshd = sshd;
    this.folder = folder;
  }

  /** Plays on all of them, and looks at what is told and left. */
  void areTold(BadLink.Fault fault, BadLink.Direction direction) throws Exception {
    Site site = new Site(folder);
    site.file("large", "0123456789abcdef".repeat(100_000));
    StringBuilder inventory = new StringBuilder(here(HostLine.of("good", sshd), 90).toString());
    for (int bytes : BYTES) {
      String name = "after_" + bytes;
      BadLink link = BadLink.to(sshd, fault, direction, bytes);
      links.put(name, link);
      inventory.append(here(link.host(name, sshd), 5).with("ansible_login_timeout", 8));
    }
    site.file("hosts", inventory.toString());
    Told told = site.run(PLAY, "-vvv", "-f", "30");
    told.exits(4).finished("good").counts("good", "ok=3");
    assertTrue(!INNER_WORDS.matcher(told.out() + told.err()).find(), told::toString);
    long struck = links.values().stream().filter(BadLink::hasStruck).count();
    assertTrue(struck >= BYTES.size() - 3, () -> struck + " links went bad, of " + BYTES.size());
    links.keySet().forEach(name -> isTold(name, told));
    close();
    links.keySet().forEach(this::leavesNothing);
  }

  private HostLine here(HostLine host, int patience) throws IOException {
    Path place = Files.createDirectory(folder.resolve(host.name() + ".place"));
    return host.with("place", place).with("ansible_timeout", patience);
  }

  /** A host whose link broke has one line about it; one whose link held to the end has none. */
  private static void isTold(String host, Told told) {
    List<String> lines =
        told.err().lines().filter(line -> line.startsWith("Error: " + host + ": ")).toList();
    boolean finished =
        told.out().lines().anyMatch(line -> line.startsWith(host + " ") && line.contains("ok=3"));
    assertEquals(finished ? 0 : 1, lines.size(), () -> host + " in " + told);
    lines.forEach(
        line -> {
          assertTrue(line.contains("play.yml:"), line);
          assertTrue(line.length() < 1_000, line);
        });
  }

  /** There is the whole file or none, and no part of one; who writes has a moment to notice. */
  private void leavesNothing(String host) {
    Path place = folder.resolve(host + ".place");
    for (int turn = 0; turn < 1_400 && !isTidy(place); turn++) {
      pause();
    }
    assertTrue(isTidy(place), () -> "left behind: " + List.of(place.toFile().list()));
  }

  private static boolean isTidy(Path place) {
    try (Stream<Path> files = Files.list(place)) {
      return files.allMatch(
          file -> file.endsWith("large") && file.toFile().length() == 16L * 100_000);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() throws IOException {
    for (BadLink link : links.values()) {
      link.close();
    }
  }
}
