package dev.javaform.modules.host.initramfs;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.List;

/**
 * What dracut is told and what it made of that.
 *
 * @param config the text of our own configuration file; empty where it is absent
 * @param images by version of the kernels that can boot
 * @param drivers for each of these kernels, which wished drivers it has as modules
 * @param builtin for each of these kernels, which wished drivers are part of it
 * @param missing wished files that are not on the host
 * @param tool whether dracut and lsinitrd are there
 * @param other what else makes the initial RAM disks here; empty where nothing does
 */
public record Initramfs(
    String config,
    ImmutableMap<String, Image> images,
    ImmutableMap<String, ImmutableSet<String>> drivers,
    ImmutableMap<String, ImmutableSet<String>> builtin,
    ImmutableSet<String> missing,
    boolean tool,
    String other) {

  /** The same with a configuration, after these kernels' images were built. */
  public Initramfs with(String text, List<String> rebuilt) {
    var then = ImmutableMap.<String, Image>builder();
    images.forEach(
        (kernel, image) -> then.put(kernel, rebuilt.contains(kernel) ? image.rebuilt() : image));
    return new Initramfs(text, then.build(), drivers, builtin, missing, tool, other);
  }

  /** Whether any of the kernels has the driver in some form. */
  public boolean knows(String driver) {
    return images.keySet().stream()
        .anyMatch(
            kernel -> drivers.get(kernel).contains(driver) || builtin.get(kernel).contains(driver));
  }
}
