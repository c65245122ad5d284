package dev.javaform.modules.linux.facts;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the host is a guest or a container, and of what; whether it can host guests. */
final class VirtualizationFacts implements FactReader {

  /** systemd-detect-virt(1)'s words in Ansible's. */
  private static final ImmutableMap<String, String> NAMES =
      ImmutableMap.<String, String>builder()
          .put("qemu", "kvm")
          .put("amazon", "kvm")
          .put("google", "kvm")
          .put("vmware", "VMware")
          .put("oracle", "virtualbox")
          .put("microsoft", "VirtualPC")
          .put("lxc-libvirt", "lxc")
          .buildOrThrow();

  /** What the firmware of virtual machines calls itself. */
  private static final ImmutableMap<String, String> VENDORS =
      ImmutableMap.<String, String>builder()
          .put("QEMU", "kvm")
          .put("Red Hat", "kvm")
          .put("Amazon EC2", "kvm")
          .put("Google", "kvm")
          .put("VMware, Inc.", "VMware")
          .put("innotek GmbH", "virtualbox")
          .put("Xen", "xen")
          .put("Parallels Software International Inc.", "parallels")
          .buildOrThrow();

  @Override
  public String name() {
    return "virtualization";
  }

  @Override
  public ImmutableSet<String> subsets() {
    return ImmutableSet.of("virtual");
  }

  @Override
  public String script() {
    return """
        run container systemd-detect-virt --container
        run machine systemd-detect-virt --vm
        [ -e .dockerenv ] && echo docker=found
        [ -e run/.containerenv ] && echo podman=found
        [ -e dev/kvm ] && echo hosts=kvm
        [ -d sys/module/vboxdrv ] && echo hosts=virtualbox
        value sys/class/dmi/id/sys_vendor sys/class/dmi/id/product_name sys/hypervisor/type
        grep -q '^flags.* hypervisor' proc/cpuinfo 2>/dev/null && echo hypervisor=found
        """;
  }

  @Override
  public Map<String, Object> read(FactText text) {
    Optional<String> container = container(text);
    Optional<String> guest = container.or(() -> machine(text));
    Optional<String> hosted = text.value("hosts");
    String role = guest.isPresent() ? "guest" : hosted.isPresent() ? "host" : "NA";
    return ImmutableMap.of(
        "ansible_virtualization_type", guest.or(() -> hosted).orElse("NA"),
        "ansible_virtualization_role", role,
        "ansible_virtualization_tech_guest", techniques(container.map(_ -> "container"), guest),
        "ansible_virtualization_tech_host", techniques(hosted, Optional.empty()));
  }

  private static ImmutableList<String> techniques(Optional<String> first, Optional<String> second) {
    return Stream.of(first, second)
        .flatMap(Optional::stream)
        .collect(ImmutableList.toImmutableList());
  }

  private static Optional<String> container(FactText text) {
    return first(
        Stream.of(
            text.first("container").filter(each -> !each.equals("none")),
            text.value("docker").map(_ -> "docker"),
            text.value("podman").map(_ -> "podman")));
  }

  private static Optional<String> machine(FactText text) {
    return first(
        Stream.of(
            text.first("machine").filter(each -> !each.equals("none")),
            text.value("sys/class/dmi/id/sys_vendor").flatMap(VirtualizationFacts::vendor),
            text.value("sys/hypervisor/type"),
            text.value("hypervisor").map(_ -> "unknown")));
  }

  /** The first name of those there are, as Ansible spells it. */
  private static Optional<String> first(Stream<Optional<String>> names) {
    return names.flatMap(Optional::stream).map(name -> NAMES.getOrDefault(name, name)).findFirst();
  }

  private static Optional<String> vendor(String vendor) {
    return Optional.ofNullable(VENDORS.get(vendor));
  }
}
