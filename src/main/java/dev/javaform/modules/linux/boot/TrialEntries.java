package dev.javaform.modules.linux.boot;

import dev.javaform.module.Script;
import dev.javaform.module.Step;
import java.util.List;
import java.util.Optional;

/** The entries of a trial boot, as one loader has them. */
sealed interface TrialEntries permits MenuTrial, FileTrial {

  /** Why this loader cannot start an entry once; empty where it can. */
  Optional<String> impossible();

  /** How it is told to. */
  TrialChoice choice();

  /** The kernel's file of the default entry, as the loader writes it. */
  String kernel();

  /** The initial RAM disk of the default entry, as the loader writes it; empty where none. */
  String image();

  /** Whether {@link #image} is this file of the host. */
  boolean isImage(String path);

  /** Whether a kernel that is installed may get the arguments of the running one for good. */
  boolean mayStay();

  /** Whether there is an entry of the running kernel, of which a copy leads back. */
  boolean knowsRunning();

  /**
   * Writes the entries.
   *
   * @param trial the arguments that are tried; empty where only the way back is written
   * @param own the trial's own image
   * @param first the archive ahead of it, as the loader writes it; empty where none
   * @param before the arguments of the way back; empty where the default leads there
   * @param old the image of the way back
   */
  List<Step> write(
      Optional<CommandLine> trial,
      TrialMenu.Replaced own,
      String first,
      Optional<CommandLine> before,
      TrialMenu.Replaced old);

  /** The entry that must be started after the trial; empty where that is so anyway. */
  String pin(boolean before);

  /** Takes the entries away. */
  Script.Sh remove();

  /** Those of a loader; none where arguments cannot be set at all. */
  static Optional<TrialEntries> of(BootLoader loader, TrialGround ground) {
    return switch (loader) {
      case ClassicGrub grub -> Optional.of(new MenuTrial(grub, ground));
      case EntryFiles files -> Optional.of(new FileTrial(files, ground));
      case ForeignLoader _ -> Optional.empty();
    };
  }
}
