package dev.javaform.engine;

import dev.javaform.template.Variable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of a host until the run ends, through all of its playbooks: the facts it told, what
 * was set or registered for it, and what was taken in from files.
 */
record HostMemory(
    Map<String, Variable> facts, Map<String, Variable> setFacts, Map<String, Variable> included) {

  HostMemory() {
    this(new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
  }
}
