package dev.javaform.hardware.firmware;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Ordering;
import com.google.common.primitives.Ints;
import dev.javaform.hardware.HostTree;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The firmware that a host has for guests, the preferred one first. The administrator's descriptors
 * mask those of the same name that packages bring; an empty one takes it away (QEMU's
 * docs/interop/firmware.json).
 */
public record Descriptors(ImmutableList<FirmwareDescriptor> all) {

  /** From the weakest to the strongest. */
  private static final List<String> FOLDERS =
      List.of("usr/share/qemu/firmware", "etc/qemu/firmware");

  private static final List<Integer> QCOW2_SINCE = List.of(9, 2);

  /** What the tree tells. */
  public static Descriptors of(HostTree tree) {
    Map<String, String> texts = new TreeMap<>();
    for (String folder : FOLDERS) {
      for (String name : tree.names(folder)) {
        if (name.endsWith(".json")) {
          tree.text(folder + "/" + name).ifPresent(text -> texts.put(name, text));
        }
      }
    }
    return new Descriptors(
        texts.entrySet().stream()
            .filter(each -> !each.getValue().isBlank())
            .flatMap(each -> DescriptorReader.read(each.getKey(), each.getValue()).stream())
            .collect(toImmutableList()));
  }

  /** Those that fulfil a need, the preferred one first. */
  public ImmutableList<FirmwareDescriptor> matching(FirmwareNeed need) {
    return all.stream().filter(need::isMetBy).collect(toImmutableList());
  }

  /**
   * Those whose images libvirt of a version can handle: QCOW2 since 9.2.0 (its release notes).
   *
   * @param libvirt a version, {@code 9.0.0}; where it is unknown, empty, which counts as old
   */
  public Descriptors readableBy(String libvirt) {
    List<Integer> version =
        Splitter.on('.')
            .splitToStream(libvirt)
            .map(Ints::tryParse)
            .map(each -> each == null ? 0 : each)
            .toList();
    boolean all = Ordering.<Integer>natural().lexicographical().compare(version, QCOW2_SINCE) >= 0;
    return new Descriptors(
        this.all.stream()
            .filter(
                each ->
                    all
                        || each.executable()
                            .filter(image -> image.format().equals("raw"))
                            .isPresent())
            .collect(toImmutableList()));
  }
}
