package dev.javaform.modules.linux.facts;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.hardware.live.MachineScript;
import dev.javaform.hardware.live.MachineText;
import dev.javaform.hardware.machine.Machine;
import java.util.Map;

/**
 * What decides whether a host can pass devices to guests: the variable {@code javaform}, as {@link
 * Machine#facts} has it.
 */
final class PassthroughFacts implements FactReader {

  @Override
  public String name() {
    return "javaform";
  }

  @Override
  public ImmutableSet<String> subsets() {
    return ImmutableSet.of("passthrough");
  }

  @Override
  public String script() {
    return MachineScript.body();
  }

  @Override
  public Map<String, Object> read(FactText text) {
    return ImmutableMap.of("javaform", Machine.of(MachineText.read(text.lines())).facts());
  }
}
