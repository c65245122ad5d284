package dev.javaform.cli;

import com.google.common.collect.ImmutableMap;
import dev.javaform.hardware.HostTree;
import dev.javaform.hardware.machine.Machine;
import dev.javaform.hardware.preflight.Intent;
import dev.javaform.hardware.preflight.Judgement;
import dev.javaform.hardware.preflight.JudgementFacts;

/** A machine, what is wanted of it, and what speaks against that. */
record JudgedMachine(Machine machine, Intent intent, Judgement judgement) {

  static JudgedMachine of(HostTree tree, Intent intent) {
    Machine machine = Machine.of(tree);
    return new JudgedMachine(machine, intent, Judgement.of(machine, intent));
  }

  ImmutableMap<String, Object> document() {
    return JudgementFacts.of(machine, judgement);
  }
}
