package dev.javaform.modules.linux.files;

import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ObjectArrays;
import dev.javaform.module.Module;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Script;
import dev.javaform.modules.linux.LocalHost;
import dev.javaform.modules.linux.text.Lineinfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links that another user has made, where root writes: which are followed, and which are not. */
@Tag("lab")
@Tag("faults")
class PlantedLinksTest {

  private static final String NOBODY = "65534";

  @TempDir private Path folder;
  @AutoClose private final LocalHost host = LocalHost.of("sh");
  private Path theirs;
  private Path secret;

  @BeforeEach
  void giveThemADirectory() throws IOException {
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "not root");
    theirs = Files.createDirectories(folder.resolve("theirs/dotfiles")).getParent();
    secret = Files.writeString(folder.resolve("secret"), "root's\n");
    Files.writeString(theirs.resolve("dotfiles/rc"), "theirs\n");
    shell("chmod 755 {}; chmod 600 {}; chown -R {} {}", folder, secret, NOBODY, theirs);
  }

  @Test
  void aLinkToWhatIsRootsIsRefusedWithAWord() throws Exception {
    link("x", secret.toString());
    String refused = perform(lineinfile("x", "line"));
    for (String word :
        List.of(theirs + "/x", "belongs to nobody", "leads to " + secret, "chown -h root")) {
      assertTrue(refused.contains(word), refused);
    }
    for (Module<FileState> module :
        List.of(
            copy("x", "follow", true),
            file("x", "touch"),
            file("x", "file"),
            file("x", "link", "src", "elsewhere", "force", true),
            copy("up/secret"),
            file("up/secret", "absent"),
            file("up/new", "directory"),
            file("up/new", "link", "src", "a", "force", true))) {
      link("up", folder.toString());
      perform(module);
      link("x", secret.toString());
      assertEquals("root's\n", Files.readString(secret));
      assertEquals("600 0 1\n", shell("stat -c '%a %u %h' {}", secret));
      assertTrue(Files.notExists(folder.resolve("new")));
    }
  }

  @Test
  void aLinkToNothingInADirectoryOfRootsIsRefused() throws Exception {
    link("x", folder + "/new");
    for (Module<FileState> module :
        List.of(copy("x", "follow", true), file("x", "touch"), file("x", "directory"))) {
      assertTrue(perform(module).contains("belongs to nobody"));
      assertTrue(Files.notExists(folder.resolve("new")));
    }
  }

  @Test
  void theirOwnLinkToTheirOwnFileIsFollowed() throws Exception {
    link(".bashrc", "dotfiles/rc");
    assertEquals("", perform(lineinfile(".bashrc", "more")));
    assertEquals("theirs\nmore\n", Files.readString(theirs.resolve("dotfiles/rc")));
    assertTrue(Files.isSymbolicLink(theirs.resolve(".bashrc")));
    assertEquals("", perform(file(".bashrc", "file")));
    assertEquals("666 65534\n", shell("stat -c '%a %u' {}/dotfiles/rc", theirs));
  }

  @Test
  void aLinkOfRootsIsFollowedWhereverItIs() throws Exception {
    Files.createSymbolicLink(theirs.resolve("data"), Files.createDirectory(folder.resolve("d")));
    assertEquals("", perform(copy("data/f")));
    assertEquals("new", Files.readString(folder.resolve("d/f")));
  }

  @Test
  void aFurtherNameOfAFileOfRootsChangesNothingOfIt() throws Exception {
    Files.createLink(theirs.resolve("hard"), secret);
    for (Module<FileState> module :
        List.of(file("hard", "file"), lineinfile("hard", "line"), copy("hard"))) {
      assertTrue(perform(module).contains("several names"));
      assertEquals("root's\n", Files.readString(secret));
      assertEquals("600 0 2\n", shell("stat -c '%a %u %h' {}", secret));
    }
  }

  @Test
  void aFileIsNotCopiedFromWhereTheirLinkLeads() throws Exception {
    link("x", secret.toString());
    Path public_ = folder.resolve("public");
    Copy copy =
        task(
            Copy.class,
            "src",
            theirs + "/x",
            "remote_src",
            true,
            "dest",
            public_.toString(),
            "mode",
            "0644");
    assertTrue(perform(copy).contains("belongs to nobody"));
    assertTrue(Files.notExists(public_));
  }

  private Module<FileState> lineinfile(String name, String line) {
    return task(Lineinfile.class, "path", theirs + "/" + name, "line", line, "owner", NOBODY);
  }

  private Module<FileState> copy(String name, Object... more) {
    Object[] usual = {"dest", theirs + "/" + name, "content", "new", "owner", NOBODY};
    return task(Copy.class, ObjectArrays.concat(usual, more, Object.class));
  }

  private Module<FileState> file(String name, String state, Object... more) {
    Object[] usual = {"path", theirs + "/" + name, "state", state};
    Object[] owned =
        state.equals("absent") || state.equals("link")
            ? usual
            : ObjectArrays.concat(
                usual, new Object[] {"owner", NOBODY, "mode", "0666"}, Object.class);
    return task(File.class, ObjectArrays.concat(owned, more, Object.class));
  }

  private void link(String name, String target) throws IOException {
    shell("rm -f {}; ln -s {} {}", theirs.resolve(name), target, theirs.resolve(name));
    shell("chown -h {} {}", NOBODY, theirs.resolve(name));
  }

  /** What went wrong. */
  private String perform(Module<FileState> module) throws Exception {
    Plan<FileState> plan = host.plan(module);
    assertTrue(!plan.isEmpty(), "nothing to do");
    Output last = host.perform(plan).getLast();
    assertEquals(last.isSuccess(), last.stderr().isEmpty(), last.stderr());
    return last.stderr();
  }

  private String shell(String script, Object... arguments) {
    return host.run(Script.sh(script, arguments)).stdout();
  }
}
