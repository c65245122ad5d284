package dev.javaform.modules.windows.network;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.net.InetAddresses;
import dev.javaform.module.Unseen;
import dev.javaform.modules.windows.Answer;
import java.net.Inet4Address;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The name servers that are set by hand.
 *
 * @param servers per network adapter, those with IPv4 addresses first; none where those of DHCP
 *     count
 * @param missing names that no adapter has
 */
public record NameServers(
    ImmutableSortedMap<String, ImmutableList<String>> servers,
    @Unseen ImmutableList<String> missing) {

  static NameServers of(Answer answer) {
    Map<String, ImmutableList<String>> servers = new TreeMap<>();
    for (Answer adapter : answer.parts("adapters")) {
      servers.put(adapter.words("name"), ordered(adapter.texts("servers")));
    }
    return new NameServers(ImmutableSortedMap.copyOf(servers), answer.texts("missing"));
  }

  /** The same on every adapter. */
  NameServers with(ImmutableList<String> wanted) {
    Map<String, ImmutableList<String>> all = new TreeMap<>();
    servers.keySet().forEach(adapter -> all.put(adapter, wanted));
    return new NameServers(ImmutableSortedMap.copyOf(all), missing);
  }

  /** Addresses, each kind in its order, in the shortest way to write them. */
  static ImmutableList<String> ordered(List<String> addresses) {
    return Stream.concat(
            addresses.stream().filter(each -> isOfIpv4(each)),
            addresses.stream().filter(each -> !isOfIpv4(each)))
        .map(NameServers::plain)
        .collect(ImmutableList.toImmutableList());
  }

  private static boolean isOfIpv4(String address) {
    return InetAddresses.isInetAddress(address)
        && InetAddresses.forString(address) instanceof Inet4Address;
  }

  private static String plain(String address) {
    return InetAddresses.isInetAddress(address)
        ? InetAddresses.toAddrString(InetAddresses.forString(address))
        : address;
  }
}
