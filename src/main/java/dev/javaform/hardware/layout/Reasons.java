package dev.javaform.hardware.layout;

import com.google.common.collect.ImmutableList;
import dev.javaform.hardware.processor.Core;
import dev.javaform.hardware.processor.Processors;
import java.util.List;

/** Says why a layout is as it is, in sentences for people. */
record Reasons(
    Processors processors,
    Wish wish,
    Demand demand,
    List<Core> guest,
    HostShare share,
    Memories memories) {

  ImmutableList<String> sentences() {
    return ImmutableList.of();
  }
}
