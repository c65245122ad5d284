package dev.javaform.modules.linux.libvirt;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.javaform.module.Output;
import dev.javaform.module.Probe;
import dev.javaform.module.Situated;
import dev.javaform.module.Unseen;
import dev.javaform.modules.linux.HoldsFiles;
import dev.javaform.modules.linux.Sections;
import dev.javaform.modules.linux.SeenFile;
import java.util.List;

/**
 * The configuration of libvirt's daemon for QEMU.
 *
 * @param path the file
 * @param settings its values by their keys
 * @param inForce whether the daemon that runs was started after the file was written
 * @param file the file
 * @param daemon the daemon that runs; empty where none does
 */
record DaemonConf(
    @Unseen String path,
    ImmutableSortedMap<String, String> settings,
    boolean inForce,
    @Unseen SeenFile file,
    @Unseen String daemon)
    implements Situated<DaemonConf>, HoldsFiles {

  /** A daemon writes the file of its number when it starts. */
  private static final String SCRIPT =
      """
      path={}
      title daemon
      for pid in /run/virtqemud.pid /run/libvirtd.pid; do
        [ -f "$pid" ] || continue
        daemon=${pid##*/}; echo "|${daemon%.pid}"
        [ -z "$(find "$path" -newer "$pid" 2>/dev/null)" ] || { title old; echo '|yes'; }
        break
      done
      file "$path"
      """;

  static Probe<DaemonConf> probe(String path) {
    return Probe.of(Sections.script(SCRIPT, path), DaemonConf.class, output -> read(output, path));
  }

  private static DaemonConf read(Output output, String path) {
    Sections seen = Sections.read(output);
    SeenFile file = seen.files().getOrDefault(path, SeenFile.ABSENT);
    return of(path, file, !seen.has("old"), seen.first("daemon"));
  }

  private static DaemonConf of(String path, SeenFile file, boolean inForce, String daemon) {
    var settings = ImmutableSortedMap.copyOf(new ConfText(file.text()).values());
    return new DaemonConf(path, settings, inForce, file, daemon);
  }

  DaemonConf with(String text, boolean forced) {
    SeenFile then = text.equals(file.text()) ? file : SeenFile.written(text);
    return of(path, then, forced, daemon);
  }

  @Override
  public ImmutableMap<String, SeenFile> heldFiles() {
    return ImmutableMap.of(path, file);
  }

  @Override
  public DaemonConf among(List<?> planned) {
    return of(path, HoldsFiles.among(planned, path, file), inForce, daemon);
  }
}
