package dev.javaform.modules.windows.facts;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.modules.windows.Answer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The machine that a guest sees. */
final class GuestHardware {

  /** What virtual machines call themselves, in Ansible's words. */
  private static final ImmutableMap<String, String> PRODUCTS =
      ImmutableMap.<String, String>builder()
          .put("KVM", "kvm")
          .put("KVM Server", "kvm")
          .put("Bochs", "kvm")
          .put("AHV", "kvm")
          .put("RHEV Hypervisor", "RHEV")
          .put("VMware Virtual Platform", "VMware")
          .put("VMware7,1", "VMware")
          .put("OpenStack Compute", "openstack")
          .put("OpenStack Nova", "openstack")
          .put("xen", "xen")
          .put("HVM domU", "xen")
          .put("Virtual Machine", "Hyper-V")
          .put("VirtualBox", "VirtualBox")
          .buildOrThrow();

  /** The same of who makes them. */
  private static final ImmutableMap<String, String> VENDORS =
      ImmutableMap.<String, String>builder()
          .put("QEMU", "kvm")
          .put("oVirt", "kvm")
          .put("Amazon EC2", "kvm")
          .put("DigitalOcean", "kvm")
          .put("Google", "kvm")
          .put("Scaleway", "kvm")
          .put("Nutanix", "kvm")
          .put("KubeVirt", "KubeVirt")
          .put("Parallels Software International Inc.", "parallels")
          .put("OpenStack Foundation", "openstack")
          .buildOrThrow();

  private GuestHardware() {}

  static Map<String, Object> bios(Answer answer) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("ansible_bios_date", answer.text("date").orElse(null));
    facts.put("ansible_bios_version", answer.text("version").orElse(null));
    facts.put("ansible_product_name", answer.text("product").orElse(null));
    facts.put("ansible_product_serial", answer.text("serial").orElse(null));
    Optional<String> type =
        answer.text("product").map(PRODUCTS::get).or(() -> answer.text("vendor").map(VENDORS::get));
    facts.put("ansible_virtualization_role", type.isPresent() ? "guest" : "NA");
    facts.put("ansible_virtualization_type", type.orElse("NA"));
    return facts;
  }

  static Map<String, Object> memory(Answer answer) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("ansible_memtotal_mb", megabytes(answer, "total").orElse(null));
    facts.put("ansible_memfree_mb", megabytes(answer, "free").orElse(null));
    facts.put("ansible_swaptotal_mb", 0L);
    facts.put("ansible_pagefiletotal_mb", megabytes(answer, "paging_total").orElse(null));
    facts.put("ansible_pagefilefree_mb", megabytes(answer, "paging_free").orElse(null));
    return facts;
  }

  private static Optional<Long> megabytes(Answer answer, String name) {
    return answer.number(name).map(kilobytes -> Math.ceilDiv(kilobytes, 1024L));
  }

  static Map<String, Object> processor(Answer answer) {
    ImmutableList<Answer> logical = answer.parts("logical");
    ImmutableList<Answer> sockets = answer.parts("sockets");
    List<Object> words = new ArrayList<>();
    for (int i = 0; i < logical.size(); i++) {
      words.add(String.valueOf(i));
      words.add(logical.get(i).words("vendor"));
      words.add(logical.get(i).words("model").strip());
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("ansible_processor", words);
    facts.put("ansible_processor_vcpus", (long) logical.size());
    facts.put("ansible_processor_count", (long) sockets.size());
    long cores = sockets.stream().findFirst().flatMap(one -> one.number("cores")).orElse(0L);
    long threads = sockets.stream().findFirst().flatMap(one -> one.number("threads")).orElse(0L);
    if (cores > 0) {
      facts.put("ansible_processor_cores", cores);
      facts.put("ansible_processor_threads_per_core", threads / cores);
    }
    return facts;
  }

  static Map<String, Object> graphics(Answer answer) {
    List<Map<String, Object>> adapters =
        answer.parts("adapters").stream().map(GuestHardware::adapter).toList();
    return Map.of("javaform", Map.of("gpus", adapters));
  }

  private static Map<String, Object> adapter(Answer answer) {
    Map<String, Object> adapter = new LinkedHashMap<>();
    adapter.put("name", answer.words("name"));
    adapter.put("device", answer.words("device"));
    adapter.put("driver_version", answer.text("driver_version").orElse(null));
    adapter.put(
        "driver_date", answer.number("driver_date_ms").map(GuestHardware::day).orElse(null));
    adapter.put("problem", answer.number("problem").orElse(null));
    return adapter;
  }

  private static String day(long millis) {
    return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }
}
