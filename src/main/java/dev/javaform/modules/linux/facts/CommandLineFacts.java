package dev.javaform.modules.linux.facts;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.hardware.machine.KernelLine;
import java.util.LinkedHashMap;
import java.util.Map;

/** The running kernel's command line: {@code ansible_cmdline} and {@code ansible_proc_cmdline}. */
final class CommandLineFacts implements FactReader {

  @Override
  public String name() {
    return "cmdline";
  }

  @Override
  public ImmutableSet<String> subsets() {
    return ImmutableSet.of("min");
  }

  @Override
  public String script() {
    return "value proc/cmdline\n";
  }

  @Override
  public Map<String, Object> read(FactText text) {
    var last = new LinkedHashMap<String, Object>();
    var every = new LinkedHashMap<String, Object>();
    for (String token : KernelLine.tokens(text.value("proc/cmdline").orElse(""))) {
      int equals = token.indexOf('=');
      String key = equals < 0 ? token : token.substring(0, equals);
      Object value = equals < 0 ? true : token.substring(equals + 1);
      last.put(key, value);
      every.merge(key, value, CommandLineFacts::collected);
    }
    return ImmutableMap.of(
        "ansible_cmdline", ImmutableMap.copyOf(last),
        "ansible_proc_cmdline", ImmutableMap.copyOf(every));
  }

  private static Object collected(Object before, Object more) {
    var all = ImmutableList.builder();
    if (before instanceof ImmutableList<?> several) {
      all.addAll(several);
    } else {
      all.add(before);
    }
    return all.add(more).build();
  }
}
