package dev.javaform.modules.linux.boot;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Step;
import java.util.List;

/** A boot loader as it was seen: where it keeps the kernel's arguments and how they are changed. */
public sealed interface BootLoader permits ClassicGrub, EntryFiles, ForeignLoader {

  /** Its name for people: {@code GRUB}. */
  String name();

  /** The arguments of each entry that is kept in step, by the entry's title or id. */
  ImmutableMap<String, CommandLine> entries();

  /** The entry that is started when nobody chooses. */
  String nextBoot();

  /** Where kernels to come take their arguments from, by file. */
  ImmutableMap<String, CommandLine> futureKernels();

  /**
   * What has to be done so that the wishes hold for entries and future kernels.
   *
   * @throws ModuleFailure where that would be unsafe or cannot be done
   */
  List<Step> steps(Wishes wishes);

  /**
   * The entry that is left alone so that something starts when all else fails; empty where none.
   */
  String leftAlone();

  /** The arguments that stand in a file of ours. */
  default ImmutableList<KernelArgument> ours() {
    return ImmutableList.of();
  }

  /** What the user should know about this boot loader. */
  List<String> warnings();
}
