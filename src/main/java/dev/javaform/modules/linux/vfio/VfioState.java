package dev.javaform.modules.linux.vfio;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import dev.javaform.module.Situated;
import dev.javaform.module.Unseen;
import dev.javaform.modules.linux.HoldsFiles;
import dev.javaform.modules.linux.SeenFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which functions are kept for guests, and by which files.
 *
 * @param functions by address and id, the driver that the next boot gives them as things stand
 * @param files those that see to it, by path; without those that are not there
 * @param known the paths of all files that may see to it
 * @param host what else has to be known
 */
public record VfioState(
    ImmutableMap<String, String> functions,
    ImmutableMap<String, String> files,
    @Unseen ImmutableSet<String> known,
    @Unseen VfioHost host)
    implements Situated<VfioState>, HoldsFiles {

  @Override
  public ImmutableMap<String, SeenFile> heldFiles() {
    return ImmutableMap.copyOf(
        Maps.toMap(known, path -> SeenFile.written(files.getOrDefault(path, ""))));
  }

  @Override
  public VfioState among(List<?> planned) {
    Map<String, String> then = new TreeMap<>();
    heldFiles()
        .forEach((path, seen) -> then.put(path, HoldsFiles.among(planned, path, seen).text()));
    then.values().removeIf(String::isEmpty);
    return with(functions, ImmutableMap.copyOf(then));
  }

  VfioState with(ImmutableMap<String, String> drivers, ImmutableMap<String, String> texts) {
    Set<String> same = Maps.difference(files, texts).entriesInCommon().keySet();
    Set<String> changed = Sets.difference(known, same);
    return new VfioState(drivers, texts, known, host.without(changed));
  }
}
