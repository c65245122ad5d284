package dev.javaform.hardware.machine;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.javaform.hardware.HostTree;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How the kernel is started.
 *
 * @param loader who starts it, see {@link LoaderKind}
 * @param efi whether the firmware is UEFI's
 * @param secureBoot whether the firmware starts signed code only; absent where it does not say
 * @param lockdown how far the kernel is kept from changes by root: {@code none}, {@code integrity},
 *     {@code confidentiality}; absent where it does not say
 * @param variablesWritable whether the firmware's variables can be written
 * @param running the words that the running kernel was started with
 * @param entries the boot loader's entries
 * @param kernels the kernels that are installed, by release
 */
public record BootChain(
    String loader,
    boolean efi,
    Optional<Boolean> secureBoot,
    Optional<String> lockdown,
    boolean variablesWritable,
    ImmutableList<String> running,
    ImmutableList<Entry> entries,
    ImmutableSortedSet<String> kernels) {

  private static final String VARIABLES = "sys/firmware/efi/efivars";
  private static final Pattern READ_ONLY = Pattern.compile(" ro(,| |$)");
  private static final Pattern CHOSEN = Pattern.compile("\\[(\\w+)]");

  /** What can be chosen in the loader's menu. */
  public record Entry(String id, ImmutableList<String> arguments) {}

  /** What the tree tells. */
  public static BootChain of(HostTree tree) {
    return new BootChain(
        LoaderKind.of(tree),
        tree.has("sys/firmware/efi"),
        tree.value("commands/secure-boot").map(bytes -> bytes.endsWith("1")),
        lockdown(tree),
        isWritable(tree),
        KernelLine.tokens(tree.value("proc/cmdline").orElse("")),
        entries(tree),
        tree.names("lib/modules"));
  }

  /** By proc_pid_mounts(5) and proc_pid_mountinfo(5): both tell the place and the options. */
  private static boolean isWritable(HostTree tree) {
    return Stream.of("proc/mounts", "proc/self/mounts", "proc/self/mountinfo")
        .flatMap(path -> tree.lines(path).stream())
        .filter(line -> line.contains(" /" + VARIABLES + " "))
        .anyMatch(line -> line.contains(" rw") && !READ_ONLY.matcher(line).find());
  }

  /** Which of the kernel's ways to keep even root from changing it is on, in brackets. */
  private static Optional<String> lockdown(HostTree tree) {
    return tree.value("sys/kernel/security/lockdown")
        .map(CHOSEN::matcher)
        .filter(Matcher::find)
        .map(choice -> choice.group(1));
  }

  private static ImmutableList<Entry> entries(HostTree tree) {
    return LoaderKind.ENTRIES.stream()
        .flatMap(
            folder ->
                tree.names(folder).stream()
                    .filter(name -> name.endsWith(".conf"))
                    .map(name -> entry(name, tree.lines(folder + "/" + name))))
        .collect(toImmutableList());
  }

  private static Entry entry(String file, List<String> lines) {
    String arguments =
        lines.stream()
            .filter(line -> line.matches("options\\s.*"))
            .map(line -> line.substring("options".length()).strip())
            .reduce("", (all, more) -> all + " " + more);
    return new Entry(
        file.substring(0, file.length() - ".conf".length()), KernelLine.tokens(arguments));
  }
}
