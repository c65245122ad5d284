package dev.javaform.hardware.machine;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/** A machine as playbooks see it. */
record MachineFacts(Machine machine) {

  Map<String, Object> all() {
    var facts = ImmutableMap.<String, Object>builder();
    facts.putAll(new PciFacts(machine).all());
    facts.put("bootloader", machine.boot().loader());
    facts.put("kernel_parameters", machine.boot().running());
    facts.put("libvirt", machine.virt().layout());
    return facts.buildOrThrow();
  }
}
