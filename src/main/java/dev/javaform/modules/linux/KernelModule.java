package dev.javaform.modules.linux;

import com.google.common.base.Joiner;
import dev.javaform.module.Output;
import dev.javaform.module.Probe;
import dev.javaform.module.Script;
import dev.javaform.module.Unseen;
import java.util.ArrayList;
import java.util.List;

/**
 * A kernel module, now and at boot.
 *
 * @param loaded whether it is in the running kernel as a module
 * @param builtin whether the running kernel has it built in
 * @param loadedAtBoot whether a file of modules-load.d(5) names it
 * @param options its parameters in modprobe.d(5), one blank between them
 * @param known whether modprobe(8) finds it for the running kernel
 * @param kernel the running kernel's release
 */
record KernelModule(
    boolean loaded,
    boolean builtin,
    boolean loadedAtBoot,
    String options,
    @Unseen boolean known,
    @Unseen String kernel) {

  private static final String SCRIPT =
      """
      PATH=$PATH:/usr/sbin:/sbin
      kernel=$(uname -r)
      echo "kernel $kernel"
      grep -q {} /proc/modules 2>/dev/null && echo loaded
      grep -qs {} "/lib/modules/$kernel/modules.builtin" && echo builtin
      modprobe -n -q {} 2>/dev/null && echo known
      grep -qs {} /etc/modules-load.d/*.conf /run/modules-load.d/*.conf \\
        /usr/lib/modules-load.d/*.conf /lib/modules-load.d/*.conf /etc/modules && echo boot
      grep -hs {} /etc/modprobe.d/*.conf
      exit 0
      """;

  /** Looks at a module; needs no root. */
  static Probe<KernelModule> probe(String name) {
    String word = name.replaceAll("[_-]", "[_-]");
    Script script =
        Script.sh(
            SCRIPT,
            "^" + name.replace('-', '_') + " ",
            "/" + word + "\\.ko",
            name,
            "^[[:space:]]*" + word + "[[:space:]]*\\([#;].*\\)\\{0,1\\}$",
            "^[[:space:]]*options[[:space:]][[:space:]]*" + word + "[[:space:]]");
    return Probe.of(script, KernelModule.class, KernelModule::read);
  }

  private static KernelModule read(Output output) {
    List<String> lines = output.lines();
    List<String> options = new ArrayList<>();
    String kernel = "";
    for (String line : lines) {
      String text = SysctlState.normal(line);
      if (text.startsWith("options ")) {
        options.add(text.split(" ", 3)[2]);
      } else if (text.startsWith("kernel ")) {
        kernel = text.substring("kernel ".length());
      }
    }
    return new KernelModule(
        lines.contains("loaded"),
        lines.contains("builtin"),
        lines.contains("boot"),
        Joiner.on(' ').join(options),
        lines.contains("known"),
        kernel);
  }

  boolean isThere() {
    return loaded || builtin;
  }

  KernelModule withLoaded(boolean wanted) {
    return new KernelModule(wanted, builtin, loadedAtBoot, options, known, kernel);
  }

  KernelModule withLoadedAtBoot(boolean wanted) {
    return new KernelModule(loaded, builtin, wanted, options, known, kernel);
  }

  KernelModule withOptions(String wanted) {
    return new KernelModule(loaded, builtin, loadedAtBoot, wanted, known, kernel);
  }
}
