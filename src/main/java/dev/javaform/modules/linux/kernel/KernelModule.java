package dev.javaform.modules.linux.kernel;

import dev.javaform.module.Output;
import dev.javaform.module.Probe;
import dev.javaform.module.Script;
import dev.javaform.module.Unseen;
import dev.javaform.modules.linux.Sections;
import java.util.List;
import java.util.stream.Collectors;

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
      section kernel echo "$kernel"
      title state
      grep -q {} /proc/modules 2>/dev/null && echo '|loaded'
      grep -qs {} "/lib/modules/$kernel/modules.builtin" && echo '|builtin'
      modprobe -n -q {} 2>/dev/null && echo '|known'
      grep -qs {} /etc/modules-load.d/*.conf /run/modules-load.d/*.conf \\
        /usr/lib/modules-load.d/*.conf /lib/modules-load.d/*.conf /etc/modules && echo '|boot'
      section options grep -hs {} /etc/modprobe.d/*.conf
      exit 0
      """;

  /** Looks at a module; needs no root. */
  static Probe<KernelModule> probe(String name) {
    String word = name.replaceAll("[_-]", "[_-]");
    Script.Sh script =
        Sections.script(
            SCRIPT,
            "^" + name.replace('-', '_') + " ",
            "/" + word + "\\.ko",
            name,
            "^[[:space:]]*" + word + "[[:space:]]*\\([#;].*\\)\\{0,1\\}$",
            "^[[:space:]]*options[[:space:]][[:space:]]*" + word + "[[:space:]]");
    return Probe.of(script, KernelModule.class, KernelModule::read);
  }

  private static KernelModule read(Output output) {
    Sections seen = Sections.read(output);
    List<String> state = seen.of("state");
    return new KernelModule(
        state.contains("loaded"),
        state.contains("builtin"),
        state.contains("boot"),
        options(seen.of("options")),
        state.contains("known"),
        seen.first("kernel"));
  }

  /** What lines of modprobe.d(5) say after {@code options} and the module's name. */
  private static String options(List<String> lines) {
    return lines.stream()
        .map(line -> SysctlState.normal(line).split(" ", 3))
        .filter(words -> words.length == 3)
        .map(words -> words[2])
        .collect(Collectors.joining(" "));
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
