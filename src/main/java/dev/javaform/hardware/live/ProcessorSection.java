package dev.javaform.hardware.live;

/** Processors, NUMA nodes and memory. */
final class ProcessorSection {

  static final String TEXT =
      """
      [ -r proc/cpuinfo ] && out proc/cpuinfo sed '/^$/q' proc/cpuinfo
      c=sys/devices/system/cpu
      one $c/online $c/present $c/possible $c/isolated $c/nohz_full $c/smt/control $c/smt/active \\
        $c/vulnerabilities/* $c/cpuidle/current_driver
      for d in $c/cpu[0-9]*; do
        one "$d/online" "$d/topology/core_cpus_list" "$d/topology/thread_siblings_list" \\
          "$d/topology/package_cpus_list" "$d/topology/physical_package_id" "$d/topology/die_id" \\
          "$d/topology/cluster_cpus_list" "$d/topology/core_id" "$d/cpufreq/base_frequency" \\
          "$d/cpufreq/cpuinfo_max_freq" "$d/cpufreq/scaling_driver" "$d/acpi_cppc/highest_perf" \\
          "$d"/cache/index[0-9]*/level "$d"/cache/index[0-9]*/type "$d"/cache/index[0-9]*/size \\
          "$d"/cache/index[0-9]*/shared_cpu_list
      done
      one $c/cpu0/cpufreq/energy_performance_available_preferences sys/devices/cpu_core/cpus \\
        sys/devices/cpu_atom/cpus sys/devices/cpu_lowpower/cpus \\
        sys/bus/platform/drivers/amd_x3d_vcache/*/amd_x3d_mode
      n=sys/devices/system/node
      one $n/online $n/has_memory $n/has_cpu $n/node[0-9]*/cpulist $n/node[0-9]*/distance
      few $n/node[0-9]*/meminfo
      one $n/node[0-9]*/hugepages/*/nr_hugepages $n/node[0-9]*/hugepages/*/free_hugepages \\
        $n/node[0-9]*/hugepages/*/surplus_hugepages
      one sys/kernel/mm/hugepages/*/nr_hugepages sys/kernel/mm/hugepages/*/free_hugepages \\
        sys/kernel/mm/hugepages/*/surplus_hugepages sys/kernel/mm/hugepages/*/resv_hugepages \\
        sys/kernel/mm/transparent_hugepage/enabled sys/kernel/mm/transparent_hugepage/defrag \\
        sys/kernel/mm/transparent_hugepage/shmem_enabled
      all proc/meminfo
      tool machine uname -m
      """;

  private ProcessorSection() {}
}
