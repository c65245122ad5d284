package dev.javaform.modules.linux.libvirt;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Unseen;

/**
 * A guest that may be taken away.
 *
 * @param defined whether it is defined
 * @param running whether it runs
 * @param disks its disks that are files and are there
 * @param seen what else has to be known
 */
record DefinedGuest(
    boolean defined, boolean running, ImmutableList<String> disks, @Unseen Around seen) {

  /**
   * What is around it.
   *
   * @param tool whether virsh is there
   * @param error why libvirt does not answer; empty where it does
   * @param uuid its uuid, by which its TPM's state is kept
   * @param nvram the file of its variables; empty where it has none
   */
  record Around(boolean tool, String error, String uuid, String nvram) {}
}
