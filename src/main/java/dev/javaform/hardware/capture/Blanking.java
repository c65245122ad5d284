package dev.javaform.hardware.capture;

import static com.google.common.collect.ImmutableSortedMap.toImmutableSortedMap;

import com.google.common.collect.ImmutableSortedMap;
import dev.javaform.hardware.HostTree;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Blanks what names one machine or its people, so that a capture can be given to anyone. Files that
 * hold nothing else become empty, which reads as unknown; a name that several files may have in
 * common becomes a number that they have in common. Everything that decides what a machine can do
 * stays. What is blanked and why stands in docs/captures.md.
 */
final class Blanking {

  /** Files that hold nothing but a name of one thing. */
  private static final Pattern EMPTIED =
      Pattern.compile(
          "(?:.*/)?(?:serial|serial_number|[a-z]+_serial|[a-z]+_asset_tag|product_uuid|wwid|wwn"
              + "|nguid|eui|unique_id|uniq|vpd|vpd_pg\\w+|inquiry|edid|subsysnqn|hostnqn|hostid"
              + "|sas_address|boot_id|machine-id|hostname|domainname)");

  private static final Pattern NAMED_VALUE =
      Pattern.compile(
          "(?m)^((?:E:)?(?:HID_UNIQ|UNIQ|ID_SERIAL\\w*|ID_WWN\\w*|DM_UUID|SERIAL\\w*)=).*$");
  private static final Pattern DMI_VALUE =
      Pattern.compile("(?m)^(\\s+(?:Serial Number|UUID|Asset Tag):).*$");
  private static final Pattern MOUNT_OPTION =
      Pattern.compile(
          "\\b(user(?:name)?|pass(?:word)?|cred(?:entials)?|domain|(?:client|mount)?addr)=[^,\\s]+");
  private static final Pattern KERNEL_ARGUMENT =
      Pattern.compile(
          "(?<![\\w.-])((?:[\\w-]+[._-])*(?:user(?:name)?|login|passw(?:or)?d|secret|token|hostname"
              + "|nfsroot|netroot|set_credential(?:_binary)?)|rd\\.iscsi\\.[\\w.]+)=\\S+");
  private static final Pattern ADDRESS_ARGUMENT = Pattern.compile("(?<![\\w.-])(ip)=\\S*:\\S*");
  private static final Pattern ROOT_ELSEWHERE =
      Pattern.compile("(?<![\\w.-])(root)=(?!/)[^\\s=]*:\\S*");
  private static final Pattern LONG_ID = Pattern.compile("[0-9A-Za-z]{32,}");
  private static final Pattern TEXTS_OF_PEOPLE =
      Pattern.compile(
          "(?:commands|etc|boot|efi|dev/mapper)/.*|proc/(?:cmdline|mounts|swaps|self/.*)|.*/dm/name");

  private final MachineNames names;
  private final NetworkAddresses addresses = new NetworkAddresses();
  private final NetworkMounts mounts = new NetworkMounts();
  private final HostName hostName;

  private Blanking(HostTree tree) {
    names = new MachineNames(tree);
    hostName = HostName.of(tree);
  }

  static HostTree of(HostTree tree) {
    Blanking blanking = new Blanking(tree);
    return new HostTree(
        blanking.mapped(tree.files(), entry -> blanking.content(entry.getKey(), entry.getValue())),
        blanking.mapped(tree.links(), entry -> blanking.people(entry.getKey(), entry.getValue())));
  }

  private ImmutableSortedMap<String, String> mapped(
      ImmutableSortedMap<String, String> entries,
      Function<Map.Entry<String, String>, String> changed) {
    return entries.entrySet().stream()
        .collect(
            toImmutableSortedMap(
                Comparator.naturalOrder(),
                entry -> people(entry.getKey(), entry.getKey()),
                changed,
                (first, _) -> first));
  }

  private String content(String path, String content) {
    if (EMPTIED.matcher(path).matches()) {
      return "";
    }
    if (path.endsWith("dm/uuid")) {
      return LONG_ID.matcher(content).replaceAll("blanked");
    }
    UnaryOperator<String> own = ofFile(path);
    String named = NAMED_VALUE.matcher(own.apply(content)).replaceAll("$1");
    return people(path, named);
  }

  /** Without the names that people gave, where such names may stand. */
  private String people(String path, String text) {
    return names.in(TEXTS_OF_PEOPLE.matcher(path).matches() ? hostName.in(text) : text);
  }

  private UnaryOperator<String> ofFile(String path) {
    return switch (path) {
      case "commands/dmidecode" -> text -> DMI_VALUE.matcher(text).replaceAll("$1 Not Specified");
      case "commands/session", "commands/addresses" -> addresses::in;
      case "proc/net/route", "proc/net/ipv6_route" -> text -> Routes.defaults(path, text);
      case "etc/fstab", "proc/mounts", "proc/self/mounts", "proc/self/mountinfo" ->
          text -> mounts.in(MOUNT_OPTION.matcher(text).replaceAll("$1=blanked"));
      default -> path.startsWith("sys/") ? text -> text : Blanking::arguments;
    };
  }

  /** Kernel arguments stand in many files: those of boot loaders, and what the kernel logged. */
  private static String arguments(String text) {
    String blanked = KERNEL_ARGUMENT.matcher(text).replaceAll("$1=blanked");
    String elsewhere = ROOT_ELSEWHERE.matcher(blanked).replaceAll("$1=blanked");
    return ADDRESS_ARGUMENT.matcher(elsewhere).replaceAll("$1=blanked");
  }
}
