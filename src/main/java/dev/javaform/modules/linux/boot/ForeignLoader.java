package dev.javaform.modules.linux.boot;

import com.google.common.collect.ImmutableMap;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Step;
import java.util.List;

/**
 * A system whose kernel arguments belong to a tool of its own, or that has no boot loader at all.
 */
record ForeignLoader(String name, String why) implements BootLoader {

  @Override
  public ImmutableMap<String, CommandLine> entries() {
    return ImmutableMap.of();
  }

  @Override
  public String nextBoot() {
    return "";
  }

  @Override
  public ImmutableMap<String, CommandLine> futureKernels() {
    return ImmutableMap.of();
  }

  @Override
  public List<Step> steps(Wishes wishes) {
    throw new ModuleFailure(why);
  }

  @Override
  public String leftAlone() {
    return "";
  }

  @Override
  public List<String> warnings() {
    return List.of();
  }
}
