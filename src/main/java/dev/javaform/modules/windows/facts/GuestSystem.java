package dev.javaform.modules.windows.facts;

import com.google.common.collect.ImmutableMap;
import dev.javaform.modules.windows.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The Windows that a guest runs: its edition, its names, its user. */
final class GuestSystem {

  /** {@code Win32_OperatingSystem.ProductType}. */
  private static final ImmutableMap<String, String> PRODUCTS =
      ImmutableMap.of("1", "workstation", "2", "domain_controller", "3", "server");

  /** {@code Win32_ComputerSystem.DomainRole}, in Ansible's words. */
  private static final ImmutableMap<String, String> ROLES =
      ImmutableMap.of(
          "0", "Stand-alone workstation",
          "1", "Member workstation",
          "2", "Stand-alone server",
          "3", "Member server",
          "4", "Backup domain controller",
          "5", "Primary domain controller");

  /** {@code PROCESSOR_ARCHITECTURE} in the words that facts of other hosts have. */
  private static final ImmutableMap<String, String> ARCHITECTURES =
      ImmutableMap.of("AMD64", "x86_64", "x86", "i386", "ARM64", "arm64", "ARM", "arm");

  private GuestSystem() {}

  static Map<String, Object> distribution(Answer answer) {
    String version = answer.words("version");
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("ansible_os_family", "Windows");
    facts.put("ansible_distribution", answer.text("caption").orElse(null));
    facts.put("ansible_distribution_version", version);
    facts.put("ansible_distribution_major_version", version.replaceFirst("\\..*", ""));
    facts.put("ansible_distribution_release", answer.text("release").orElse(null));
    facts.put("ansible_os_name", answer.text("name").map(GuestSystem::name).orElse(null));
    facts.put(
        "ansible_os_product_type", PRODUCTS.getOrDefault(answer.words("product_type"), "unknown"));
    facts.put("ansible_os_installation_type", answer.text("installation_type").orElse(null));
    return facts;
  }

  /** The class tells where it is installed, too, behind a bar. */
  private static String name(String whole) {
    return whole.replaceFirst("\\|.*", "").strip();
  }

  static Map<String, Object> platform(Answer answer) {
    String host = answer.words("host");
    String suffix = answer.words("suffix");
    String whole = suffix.isEmpty() ? host : host + "." + suffix;
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("ansible_hostname", host);
    facts.put("ansible_fqdn", whole);
    facts.put("ansible_nodename", whole);
    facts.put("ansible_domain", answer.flag("domain_member") ? answer.words("domain") : "");
    facts.put("ansible_netbios_name", answer.words("computer"));
    facts.put("ansible_kernel", answer.words("kernel"));
    facts.put("ansible_system", answer.words("system"));
    facts.put("ansible_system_vendor", answer.text("vendor").orElse(null));
    facts.put("ansible_system_description", answer.words("description"));
    facts.put("ansible_architecture", answer.text("architecture").orElse(null));
    facts.put(
        "ansible_architecture2", ARCHITECTURES.getOrDefault(answer.words("processor"), "unknown"));
    facts.put("ansible_owner_name", answer.words("owner"));
    facts.put("ansible_owner_contact", answer.words("owner_contact"));
    facts.put("ansible_machine_id", machine(answer).orElse(null));
    facts.put("ansible_reboot_pending", answer.flag("reboot_pending"));
    return facts;
  }

  /** The SID of the machine is that of its administrator without the last part. */
  private static Optional<String> machine(Answer answer) {
    return answer.text("administrator_sid").map(sid -> sid.replaceFirst("-\\d+$", ""));
  }

  static Map<String, Object> powershell(Answer answer) {
    return answer
        .number("major")
        .<Map<String, Object>>map(major -> Map.of("ansible_powershell_version", major))
        .orElse(Map.of());
  }

  static Map<String, Object> user(Answer answer) {
    return Map.of(
        "ansible_user_id", answer.words("name"),
        "ansible_user_dir", answer.words("folder"),
        "ansible_user_gecos", "",
        "ansible_user_sid", answer.words("sid"));
  }

  static Map<String, Object> domain(Answer answer) {
    String role = answer.words("role");
    return Map.of(
        "ansible_windows_domain", answer.words("domain"),
        "ansible_windows_domain_member", answer.flag("member"),
        "ansible_windows_domain_role", ROLES.getOrDefault(role, "Unknown DomainRole " + role));
  }

  static Map<String, Object> winrm(Answer answer) {
    return answer
        .text("ends")
        .<Map<String, Object>>map(time -> Map.of("ansible_win_rm_certificate_expires", time))
        .orElse(Map.of());
  }
}
