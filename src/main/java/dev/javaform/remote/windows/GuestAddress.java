package dev.javaform.remote.windows;

import com.google.common.base.Splitter;
import com.google.common.net.InetAddresses;
import dev.javaform.module.Output;
import dev.javaform.module.Script;
import dev.javaform.remote.UnreachableException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a guest is, as libvirt knows it. Asked in this order, the first answer counts: what the
 * DHCP server of libvirt's network has leased, what the guest's agent says, whom the host's ARP
 * table has, and the leases of all networks (virsh(1), domifaddr and net-dhcp-leases).
 *
 * @param domain the name of the guest
 */
record GuestAddress(String domain) {

  private static final List<String> SOURCES = List.of("lease", "agent", "arp");
  private static final String MARK = "== ";

  /** Prints a heading before what each source says, and the MAC addresses of the guest first. */
  Script.Sh script() {
    return Script.sh(
        """
        export LC_ALL=C
        ask() { virsh -c qemu:///system "$@"; }
        echo '== macs'
        ask domiflist {} 2>&1
        for source in {}; do
          echo "== $source"
          ask domifaddr {} --source $source 2>&1
        done
        for network in $(ask net-list --name 2>/dev/null); do
          echo "== leases"
          ask net-dhcp-leases "$network" 2>&1
        done
        exit 0
        """,
        domain,
        SOURCES,
        domain);
  }

  String read(Output output) throws UnreachableException {
    List<String> said = new ArrayList<>();
    Set<String> macs = new TreeSet<>();
    String source = "";
    for (String line : output.lines()) {
      if (line.startsWith(MARK)) {
        source = line.substring(MARK.length());
      } else if (source.equals("macs")) {
        words(line).stream().filter(GuestAddress::isMac).forEach(macs::add);
        keep(line, "error:", said);
      } else {
        Optional<String> address = address(line, macs);
        if (address.isPresent()) {
          return address.get();
        }
        keep(line, "error:", said);
      }
    }
    throw new UnreachableException(
        "nobody knows the address of the guest %s: neither DHCP leases, nor its agent, nor ARP. Is it"
                .formatted(domain)
            + " on? Set ansible_host if it has a fixed one"
            + (said.isEmpty() ? "" : " (libvirt says: %s)".formatted(said.getFirst())));
  }

  private static void keep(String line, String start, List<String> said) {
    if (line.startsWith(start)) {
      said.add(line.substring(start.length()).strip());
    }
  }

  /** The address in a line about one of the guest's own interfaces. */
  private static Optional<String> address(String line, Set<String> macs) {
    List<String> words = words(line);
    if (words.stream().noneMatch(macs::contains)) {
      return Optional.empty();
    }
    return words.stream()
        .filter(word -> word.contains("/"))
        .map(word -> word.substring(0, word.indexOf('/')))
        .filter(GuestAddress::isOfUse)
        .findFirst();
  }

  private static List<String> words(String line) {
    return Splitter.on(' ').omitEmptyStrings().trimResults().splitToList(line);
  }

  private static boolean isMac(String word) {
    return word.matches("(?i)[0-9a-f]{2}(:[0-9a-f]{2}){5}");
  }

  /** Not what only the guest itself or its own link knows. */
  private static boolean isOfUse(String text) {
    if (!InetAddresses.isInetAddress(text)) {
      return false;
    }
    InetAddress address = InetAddresses.forString(text);
    return !address.isLoopbackAddress()
        && !address.isLinkLocalAddress()
        && !address.isAnyLocalAddress()
        && !address.isMulticastAddress();
  }
}
