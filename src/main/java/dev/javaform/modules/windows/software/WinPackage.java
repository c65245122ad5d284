package dev.javaform.modules.windows.software;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Secret;
import dev.javaform.module.Step;
import dev.javaform.modules.windows.Answer;
import dev.javaform.modules.windows.Existence;
import dev.javaform.modules.windows.RebootRequired;
import dev.javaform.modules.windows.WebRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A program of a Windows guest that has an installer, or an app. */
@Name("ansible.windows.win_package")
@Manual(
    summary = "Installs and removes programs: msi, msp, msix and programs that install others.",
    example =
        """
        - name: Have the drivers and tools of the hypervisor
          win_package:
            path: E:\\virtio-win-guest-tools.exe
            arguments: /install /quiet /norestart
            creates_service: QEMU-GA
        - name: Have the agent
          win_package:
            path: E:\\guest-agent\\qemu-ga-x86_64.msi
        """,
    returns = {
      "rc: What the installer ended with.",
      RebootRequired.RETURNS,
      "stdout: What the installer said, where it failed.",
      "stderr: What the installer complained of, where it failed.",
      "log: The log of the Windows Installer, where that failed."
    })
public record WinPackage(
    @Argument("The file, or a URL that the guest fetches it from.") Optional<String> path,
    @Argument(
            value =
                "By which it is known to be installed: the product code of an msi, the name of an"
                    + " app, the key of an entry in the list of programs.",
            aliases = "productid")
        Optional<String> productId,
    @Argument(value = "Whether it is installed.", aliases = "ensure", preset = "present")
        Existence state,
    @Argument(value = "What kind it is: auto, msi, msp, msix, registry.", preset = "auto")
        Provider provider,
    @Argument("What its installer is told: a text as it is, or a list.") Optional<Object> arguments,
    @Argument("Where the installer runs.") Optional<String> chdir,
    @Argument("It is installed only if this exists.") Optional<String> createsPath,
    @Argument("It is installed only if this service exists.") Optional<String> createsService,
    @Argument("It is installed only if the file creates_path has this version.")
        Optional<String> createsVersion,
    @Argument(
            value = "What the installer may end with; 3010 and 1641 mean that the guest boots.",
            preset = "[0, 3010, 1641]")
        ImmutableList<String> expectedReturnCode,
    @Argument("Where the log of the Windows Installer is kept.") Optional<String> logPath,
    @Argument(value = "Wait for what the installer starts, too.", preset = "false")
        boolean waitForChildren,
    @Argument(
            aliases = "user_name",
            ignored = "a guest does not log on to network shares for a task; copy the file first")
        Optional<String> username,
    @Argument(
            aliases = "user_password",
            ignored = "a guest does not log on to network shares for a task; copy the file first")
        Optional<Secret> password,
    @Argument("The method of the request for a URL.") Optional<String> urlMethod,
    @Argument(value = "How many seconds an answer may take; 0: any time.", preset = "30")
        int urlTimeout,
    @Argument("The name that the server asks for.") Optional<String> urlUsername,
    @Argument("The password that the server asks for.") Optional<Secret> urlPassword,
    WebRequest web)
    implements Module<InstalledPackage> {

  private static final Duration PATIENCE = Duration.ofHours(1);

  private static final ImmutableSet<Long> BOOTS = ImmutableSet.of(3010L, 1641L);

  /** Who keeps a program. */
  public enum Provider {
    AUTO,
    MSI,
    MSIX,
    MSP,
    REGISTRY
  }

  public WinPackage {
    if (path.isEmpty() && (state == Existence.PRESENT || productId.isEmpty())) {
      throw new IllegalArgumentException(
          state == Existence.PRESENT
              ? "\"path\" is needed to install something."
              : "One of \"path\" and \"product_id\" is needed to remove something.");
    }
    if (createsVersion.isPresent() && createsPath.isEmpty()) {
      throw new IllegalArgumentException("\"creates_version\" needs \"creates_path\".");
    }
    boolean told = productId.isPresent() || createsPath.isPresent() || createsService.isPresent();
    if (!told && kind(provider, path) == Provider.REGISTRY) {
      throw new IllegalArgumentException(
          "Whether this is installed cannot be seen: say how by \"product_id\", \"creates_path\" or"
              + " \"creates_service\".");
    }
    codes(expectedReturnCode);
  }

  private static ImmutableSet<Integer> codes(List<String> written) {
    try {
      return written.stream()
          .map(each -> Long.decode(each.strip()).intValue())
          .collect(ImmutableSet.toImmutableSet());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"expected_return_code\" is a list of numbers.", e);
    }
  }

  /** The kind that a task says, or else its file's name. */
  private static Provider kind(Provider said, Optional<String> path) {
    if (said != Provider.AUTO || path.isEmpty()) {
      return said;
    }
    String name = path.get().toLowerCase(Locale.ROOT).replaceFirst("[?#].*", "");
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "msi" -> Provider.MSI;
      case "msp" -> Provider.MSP;
      case "msix", "appx", "msixbundle", "appxbundle" -> Provider.MSIX;
      default -> Provider.REGISTRY;
    };
  }

  private Script.PowerShell question() {
    Map<String, Object> select = new LinkedHashMap<>();
    select.put("provider", kind(provider, path).name().toLowerCase(Locale.ROOT));
    path.ifPresent(text -> select.put("path", text));
    productId.ifPresent(text -> select.put("product_id", text));
    createsPath.ifPresent(text -> select.put("creates_path", text));
    createsService.ifPresent(text -> select.put("creates_service", text));
    createsVersion.ifPresent(text -> select.put("creates_version", text));
    arguments.ifPresent(words -> select.put("arguments", words));
    chdir.ifPresent(text -> select.put("chdir", text));
    logPath.ifPresent(text -> select.put("log_path", text));
    select.put("expected", codes(expectedReturnCode).asList());
    if (waitForChildren) {
      select.put("wait_for_children", true);
    }
    if (path.filter(text -> text.contains("://")).isPresent()) {
      select.put("web", web.options(urlMethod, urlTimeout, urlUsername, urlPassword));
    }
    return Script.PowerShell.ask("package", select);
  }

  @Override
  public Probe<InstalledPackage> observe() {
    return Probe.of(
        question(), InstalledPackage.class, output -> InstalledPackage.of(Answer.of(output)));
  }

  @Override
  public Plan<InstalledPackage> decide(InstalledPackage seen) {
    boolean wanted = state == Existence.PRESENT;
    if (seen.installed() == wanted) {
      return Plan.keep(seen).returning(Returns.of(Map.of("reboot_required", false)));
    }
    Script.PowerShell order = question().set(Map.of("installed", wanted)).within(PATIENCE);
    return Plan.move(
            seen, seen.with(wanted), new Step.Run(purpose(), order, codes(expectedReturnCode)))
        .returning(Returns.nothing().learning(List.of("rc", "reboot_required"), this::learn));
  }

  private String purpose() {
    String what = path.or(() -> productId).orElseThrow();
    return (state == Existence.PRESENT ? "install " : "remove ") + what;
  }

  private Map<String, Object> learn(List<Output> outputs) {
    Output ended = outputs.getLast();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("rc", (long) ended.status());
    values.put("reboot_required", BOOTS.contains((long) ended.status()));
    if (!codes(expectedReturnCode).contains(ended.status())) {
      Provider kind = kind(provider, path);
      boolean logs = kind == Provider.MSI || kind == Provider.MSP;
      values.put("stdout", logs ? "" : ended.stdout());
      values.put("stderr", ended.stderr());
      values.put("log", logs ? ended.stdout() : "");
    }
    return values;
  }
}
