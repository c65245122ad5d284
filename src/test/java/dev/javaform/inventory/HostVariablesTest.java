package dev.javaform.inventory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostVariablesTest {

  /** The layers, weakest first, in the order of Ansible's documentation. */
  private static final List<String> LAYERS =
      List.of(
          "inventory/hosts all",
          "inventory/hosts parent",
          "inventory/hosts web",
          "inventory/group_vars/all.yml",
          "play/group_vars/all.yml",
          "inventory/group_vars/parent.yml",
          "inventory/group_vars/web.yml",
          "play/group_vars/parent.yml",
          "play/group_vars/web.yml",
          "inventory/hosts lab1",
          "inventory/host_vars/lab1.yml",
          "play/host_vars/lab1.yml");

  @TempDir private Path folder;

  @Test
  void laterLayersWin() {
    Map<String, List<String>> lines = new TreeMap<>();
    for (String layer : LAYERS) {
      lines.put(layer, names(LAYERS.indexOf(layer)));
    }
    Example example = Example.in(folder).file("inventory/hosts", hosts(lines));
    lines.forEach((layer, names) -> variables(example, layer, names));
    Map<String, Integer> expected = new TreeMap<>();
    LAYERS.forEach(layer -> expected.put("v" + letter(LAYERS.indexOf(layer)), number(layer)));
    example.load("inventory").variables("lab1", "play", expected.toString());
  }

  /** Layer 2 sets va, vb, vc: each variable belongs to the last layer that sets it. */
  private static List<String> names(int layer) {
    List<String> names = new ArrayList<>();
    for (int i = layer; i < LAYERS.size(); i++) {
      names.add("v" + letter(i));
    }
    return names;
  }

  private static char letter(int index) {
    return (char) ('a' + index);
  }

  private static int number(String layer) {
    return LAYERS.indexOf(layer);
  }

  private static void variables(Example example, String layer, List<String> names) {
    if (!layer.contains(" ")) {
      StringBuilder yaml = new StringBuilder();
      names.forEach(name -> yaml.append("%s: %d\n".formatted(name, number(layer))));
      example.file(layer, yaml.toString());
    }
  }

  private static String hosts(Map<String, List<String>> lines) {
    return "[web]\nlab1 %s\n[parent:children]\nweb\n%s%s%s"
        .formatted(
            assignments(lines, "inventory/hosts lab1", " "),
            "[all:vars]\n" + assignments(lines, "inventory/hosts all", "\n") + "\n",
            "[parent:vars]\n" + assignments(lines, "inventory/hosts parent", "\n") + "\n",
            "[web:vars]\n" + assignments(lines, "inventory/hosts web", "\n") + "\n");
  }

  private static String assignments(
      Map<String, List<String>> lines, String layer, String separator) {
    return String.join(
        separator, lines.get(layer).stream().map(name -> name + "=" + number(layer)).toList());
  }

  @Test
  void nameMayBeADirectoryOfFiles() {
    Example.in(folder)
        .file("hosts", "[web]\nlab1\n")
        .file("group_vars/web/10.yml", "x: 1\ny: 1")
        .file("group_vars/web/20", "y: 2")
        .file("group_vars/web/more/30.json", "{\"z\": 3}")
        .file("group_vars/web/notes.txt", "z: no")
        .file("group_vars/web/.hidden.yml", "z: no")
        .file("group_vars/web/old.yml~", "z: no")
        .file("group_vars/web.yml", "z: no, the directory comes first")
        .load("hosts")
        .variables("lab1", "{x=1, y=2, z=3}")
        .place("lab1", "y", "group_vars/web/20:1:4");
  }

  @Test
  void emptyFileSaysNothing() {
    Example.in(folder)
        .file("hosts", "lab1 x=1\n")
        .file("host_vars/lab1.yml", "---\n")
        .load("hosts")
        .variables("lab1", "{x=1}");
  }

  @Test
  void implicitLocalMachineSeesWhatIsSaidOfAll() {
    Example.in(folder)
        .file("hosts", "lab1\n[all:vars]\nx=1\n")
        .file("group_vars/all.yml", "y: 2\nansible_connection: ssh")
        .file("group_vars/ungrouped.yml", "z: 3")
        .file("host_vars/localhost.yml", "h: 4")
        .load("hosts")
        .variables("localhost", "{ansible_connection=local, h=4, x=1, y=2}");
  }

  @Test
  void fileThatIsNoMappingIsToldOnce() {
    Example.in(folder)
        .file("hosts", "lab1\nlab2\n")
        .file("group_vars/all.yml", "- x\n")
        .load("hosts")
        .reading("lab1")
        .reading("lab2")
        .found(
            "group_vars/all.yml:1:1 Invalid variables file: A variables file is a mapping of"
                + " names to values, but this is a list.");
  }

  @Test
  void vaultIsNotSupported() {
    Example.in(folder)
        .file("hosts", "lab1\n")
        .file("host_vars/lab1", "$ANSIBLE_VAULT;1.1;AES256\n3361\n6234\n")
        .load("hosts")
        .reading("lab1")
        .found(
            "host_vars/lab1:1:1 Vault not supported: It is encrypted with ansible-vault, which is not"
                + " supported yet. Decrypt it first, or keep the secret in a file that only you may"
                + " read.");
  }
}
