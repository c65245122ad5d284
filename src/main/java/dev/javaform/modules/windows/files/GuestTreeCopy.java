package dev.javaform.modules.windows.files;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.javaform.module.Content;
import dev.javaform.module.ControllerFile;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A folder of the controller, put in place file by file; what else is there in the guest is left
 * alone.
 *
 * @param source the folder; without a trailing slash it is itself put into {@code dest}
 */
record GuestTreeCopy(ControllerFile source, String dest, boolean force)
    implements Module<GuestTree> {

  @Override
  public Probe<GuestTree> observe() {
    return Probe.of(question(), GuestTree.class, GuestTree::read);
  }

  private Script.PowerShell question() {
    ImmutableList<String> names =
        ImmutableList.<String>builder().addAll(directories()).addAll(files().keySet()).build();
    return Script.PowerShell.ask("tree", ImmutableMap.of("path", root(), "names", names));
  }

  private String root() {
    String path = source.path();
    String name = path.substring(path.lastIndexOf('/') + 1);
    boolean divided = dest.endsWith("\\") || dest.endsWith("/");
    return name.isEmpty() ? dest : dest + (divided ? "" : "\\") + name;
  }

  private ImmutableMap<String, Content> files() {
    return source.entries().entrySet().stream()
        .filter(entry -> !entry.getKey().endsWith("/"))
        .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Every folder below the root, those above others first. */
  private ImmutableSortedSet<String> directories() {
    ImmutableSortedSet.Builder<String> all = ImmutableSortedSet.naturalOrder();
    for (String name : source.entries().keySet()) {
      for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
        all.add(name.substring(0, slash));
      }
    }
    return all.build();
  }

  @Override
  public Plan<GuestTree> decide(GuestTree seen) {
    Map<String, GuestTree.Entry> after = new LinkedHashMap<>(seen.entries());
    ImmutableList<String> missing = missing(seen);
    missing.forEach(name -> after.put(name, GuestTree.Entry.FOLDER));
    ImmutableList.Builder<Step> puts = ImmutableList.builder();
    files()
        .forEach(
            (name, content) -> {
              if (isDue(seen, name, content)) {
                after.put(name, GuestTree.Entry.file(content.digest()));
                puts.add(GuestCopy.put(seen.below(name), content, seen.entry(name).sum()));
              }
            });
    ImmutableList<Step> steps = folders(missing).addAll(puts.build()).build();
    Plan<GuestTree> plan =
        steps.isEmpty()
            ? Plan.keep(seen)
            : Plan.move(seen, new GuestTree(seen.path(), ImmutableMap.copyOf(after)), steps);
    return plan.returning(Returns.of(values(seen)));
  }

  private ImmutableList<String> missing(GuestTree seen) {
    ImmutableList<String> all =
        ImmutableList.<String>builder().add("").addAll(directories()).build();
    all.forEach(name -> refuse(seen, name, seen.entry(name).kind().equals("file")));
    return all.stream()
        .filter(name -> !seen.entry(name).exists())
        .collect(ImmutableList.toImmutableList());
  }

  private boolean isDue(GuestTree seen, String name, Content content) {
    GuestTree.Entry there = seen.entry(name);
    refuse(seen, name, there.isFolder());
    return !there.exists() || (force && !there.sum().equals(content.digest()));
  }

  private static void refuse(GuestTree seen, String name, boolean other) {
    if (other) {
      throw new ModuleFailure(
          "\"%s\" is in the way: a folder cannot replace a file, nor a file a folder"
              .formatted(seen.below(name)));
    }
  }

  private ImmutableList.Builder<Step> folders(ImmutableList<String> missing) {
    ImmutableList.Builder<Step> steps = ImmutableList.builder();
    return missing.isEmpty()
        ? steps
        : steps.add(new Step.Run("make folders", question().set(Map.of("directories", missing))));
  }

  private Map<String, Object> values(GuestTree seen) {
    return Map.of("dest", seen.path(), "src", source.path(), "operation", "folder_copy");
  }
}
