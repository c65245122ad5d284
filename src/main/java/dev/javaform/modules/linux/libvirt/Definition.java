package dev.javaform.modules.linux.libvirt;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Output;
import dev.javaform.module.Probe;
import dev.javaform.modules.linux.Sections;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/**
 * The definition that a task wants, and all that has to be known of it beside a domain as it is.
 */
public final class Definition {

  /** Where the digests of definitions are, as libvirt had them right after they were applied. */
  public static final String STATE = "/var/lib/javaform/domains";

  private static final String SCRIPT =
      """
      uri={} name={} state={}
      title tool; command -v virsh >/dev/null 2>&1 || exit 0
      echo '|yes'
      title error
      virsh -q -c "$uri" list --name 2>&1 >/dev/null | head -n 3 | bars
      section inactive virsh -q -c "$uri" dumpxml --inactive --security-info "$name"
      [ "$(virsh -q -c "$uri" domstate "$name" 2>/dev/null | head -n 1)" = 'shut off' ] ||
        section live virsh -q -c "$uri" dumpxml --security-info "$name"
      section answer cat "$state/$name.xml"
      title variables
      for file in "$(virsh -q -c "$uri" dumpxml --inactive "$name" 2>/dev/null |
        sed -n 's,.*<nvram[^>]*>\\(/.*\\)</nvram>.*,\\1,p')" "/var/lib/libvirt/qemu/nvram/$name"_VARS.*; do
        [ ! -f "$file" ] || { echo "|$file"; break; }
      done
      title untouched
      kept=$(cat "$state/$name" 2>/dev/null)
      [ -n "$kept" ] && [ "$kept" = "$(virsh -q -c "$uri" dumpxml --inactive --security-info "$name" 2>/dev/null | sha256sum)" ] && echo '|yes'
      """
          + HostParts.SCRIPT
          + HostSchemas.SCRIPT;

  /** A running guest has what libvirt chose for these: the firmware's files, a free port. */
  private static final Pattern CHOSEN_AT_START =
      Pattern.compile("os/(@firmware|firmware/).*|.*port=-1");

  private final Element written;
  private final Element wish;

  /**
   * Reads the wish.
   *
   * @throws IllegalArgumentException where the text is no XML of a domain with a name
   */
  public Definition(String xml) {
    written = Xml.parse(xml);
    wish = parsed(xml);
    boolean named =
        Xml.child(wish, "name").filter(name -> !name.getTextContent().isBlank()).isPresent();
    if (!wish.getTagName().equals("domain") || !named) {
      throw new IllegalArgumentException("The XML must be a <domain> with a <name>.");
    }
  }

  private static Element parsed(String xml) {
    return ExpandedLists.in(Xml.parse(xml));
  }

  /**
   * Refuses what libvirt would drop or refuse with words that do not help.
   *
   * @throws ModuleFailure with the element that is meant
   */
  void requireSense() {
    Nonsense.refuse(wish);
    Gotchas.refuse(wish);
  }

  /**
   * Refuses pins to CPUs that the host does not have.
   *
   * @throws ModuleFailure with the element that is meant
   */
  void requireCpus(Domain seen) {
    seen.seen().host().requireCpus(wish);
  }

  /** The PCI functions that the wish passes and the host does not have. */
  List<String> missingFunctions(Domain seen) {
    return seen.seen().host().missing(wish);
  }

  /**
   * Refuses what does not fit the host's schema.
   *
   * @return whether the host has one
   * @throws ModuleFailure with the element that is meant, and what may be there
   */
  boolean requireSchema(Domain seen) {
    Optional<Schema> schema = HostSchemas.of(seen.seen().schema());
    schema.ifPresent(it -> it.require(written));
    return schema.isPresent();
  }

  /** The domain's name. */
  public String name() {
    return Xml.child(wish, "name").orElseThrow().getTextContent().strip();
  }

  /** The wish as it is remembered. */
  public String text() {
    return Applied.text(wish);
  }

  /** The question about the domain as it is. */
  public Probe<Domain> probe(String uri) {
    return Probe.of(Sections.script(SCRIPT, uri, name(), STATE), Domain.class, this::read);
  }

  private Domain read(Output output) {
    Sections seen = Sections.read(output);
    String inactive = String.join("\n", seen.of("inactive"));
    boolean running = seen.has("live");
    Domain.Seen around =
        new Domain.Seen(
            seen.has("tool"),
            String.join(" ", seen.of("error")).strip(),
            inactive.isBlank() ? "" : Applied.of(Xml.parse(inactive)),
            inactive,
            running ? nodes(String.join("\n", seen.of("live"))) : ImmutableMap.of(),
            seen.has("untouched"),
            answer(String.join("\n", seen.of("answer"))),
            seen.has("variables") ? seen.first("variables") : "",
            String.join("\n", seen.of("schema")),
            HostParts.of(seen));
    return inactive.isBlank()
        ? new Domain(ImmutableMap.of(), around)
        : new Domain(nodes(inactive), around);
  }

  /** What libvirt made of this very wish; nothing where it was asked for another one. */
  private ImmutableMap<String, String> answer(String xml) {
    return !xml.isBlank() && Applied.of(Xml.parse(xml)).equals(text())
        ? nodes(xml)
        : ImmutableMap.of();
  }

  private ImmutableMap<String, String> nodes(String xml) {
    Element element = parsed(xml);
    return DomainNodes.of(element, DomainNodes.common(wish, element));
  }

  /** The domain as it is, without what the wish drives out. */
  private Element beforehand(Domain now) {
    Element current = parsed(now.seen().inactive());
    Entailed.apply(current, fitted(now), !now.seen().variables().isEmpty());
    Slots.clear(current, wish, siblings(now.seen().inactive()));
    return current;
  }

  /** The wish without what the firmware that somebody named for the domain fulfils already. */
  private Element fitted(Domain now) {
    Element fitted = (Element) wish.cloneNode(true);
    firmware(now, fitted)
        .filter(firmware -> firmware.isNamedByHand() && firmware.change().isEmpty())
        .ifPresent(Firmware::leaveToTheFile);
    return fitted;
  }

  private static Optional<Firmware> firmware(Domain now, Element wish) {
    String inactive = now.seen().inactive();
    return inactive.isBlank() ? Optional.empty() : Firmware.of(Xml.parse(inactive), wish);
  }

  /**
   * What the wish would change of the firmware that made the domain's variables. What it said all
   * along, and somebody changed by hand, is none.
   */
  Optional<String> changedFirmware(Domain now) {
    return now.seen().variables().isEmpty() || isSaidBefore(now)
        ? Optional.empty()
        : firmware(now, wish).flatMap(Firmware::change);
  }

  private boolean isSaidBefore(Domain now) {
    String applied = now.seen().applied();
    return !applied.isEmpty()
        && Firmware.paths(parsed(applied)).entrySet().containsAll(Firmware.paths(wish).entrySet());
  }

  private Siblings siblings(String inactive) {
    return inactive.isBlank()
        ? DomainNodes.common(wish, wish)
        : DomainNodes.common(wish, Xml.parse(inactive));
  }

  /** The wish as paths, without what stays as it is once it is set. */
  public ImmutableMap<String, String> wanted(Domain now) {
    Map<String, String> wanted =
        new HashMap<>(DomainNodes.of(fitted(now), siblings(now.seen().inactive())));
    wanted.keySet().removeIf(path -> Merge.KEPT.contains(path) && now.nodes().containsKey(path));
    return ImmutableSortedMap.copyOf(wanted);
  }

  /** What the domain lacks of the wish. */
  public ImmutableMap<String, String> lacking(Domain now) {
    return lacking(now, now.nodes());
  }

  /** What libvirt answered to this very wish is the wish, however it is spelt. */
  private ImmutableMap<String, String> lacking(Domain now, Map<String, String> nodes) {
    return ImmutableMap.copyOf(
        Maps.filterKeys(
            DomainNodes.lacking(wanted(now), nodes),
            path -> {
              String answer = now.seen().answer().get(path);
              return answer == null || !answer.equals(nodes.get(path));
            }));
  }

  /** What the running guest lacks of the wish: it gets that at its next start. */
  public ImmutableMap<String, String> lackingLive(Domain now) {
    if (now.seen().live().isEmpty()) {
      return ImmutableMap.of();
    }
    ImmutableMap<String, String> wanted = wanted(now);
    boolean modelled = "host-model".equals(wanted.get("cpu/@mode"));
    return ImmutableMap.copyOf(
        Maps.filterEntries(
            lacking(now, now.seen().live()),
            lack ->
                !CHOSEN_AT_START.matcher(lack.getKey() + "=" + lack.getValue()).matches()
                    && !(modelled && lack.getKey().startsWith("cpu/"))));
  }

  /** What was applied once and is wished no more, as far as it is there. */
  public Set<String> leftOver(Domain now) {
    if (now.seen().applied().isEmpty()) {
      return Set.of();
    }
    Siblings siblings = siblings(now.seen().inactive());
    Set<String> once = DomainNodes.of(parsed(now.seen().applied()), siblings).keySet();
    Set<String> wanted = DomainNodes.of(wish, siblings).keySet();
    return once.stream()
        .filter(path -> !wanted.contains(path) && !Merge.stays(path))
        .filter(now.nodes()::containsKey)
        .collect(ImmutableSet.toImmutableSet());
  }

  /** What the wish says otherwise than the domain, and what is kept nevertheless. */
  public List<String> keptAgainstTheWish(Domain now) {
    Map<String, String> wanted = DomainNodes.of(wish, siblings(now.seen().inactive()));
    List<String> kept = new ArrayList<>();
    for (String path : Merge.KEPT) {
      String wish = wanted.getOrDefault(path, "");
      String is = now.nodes().getOrDefault(path, "");
      boolean alias = path.endsWith("@machine") && isAlias(wish, is);
      if (!wish.isEmpty() && !is.isEmpty() && !wish.equals(is) && !alias) {
        kept.add("%s stays %s (the XML says %s)".formatted(path, is, wish));
      }
    }
    return kept;
  }

  /** {@code q35} for {@code pc-q35-7.2}, {@code pc} for {@code pc-i440fx-7.2}. */
  private static boolean isAlias(String name, String machine) {
    String whole = name.equals("pc") ? "pc-i440fx" : name;
    return machine.startsWith(whole + "-") || machine.startsWith("pc-" + whole + "-");
  }

  /** The domain as it should be. */
  public Domain after(Domain now) {
    Map<String, String> nodes = new HashMap<>(now.nodes());
    if (!now.seen().inactive().isBlank()) {
      nodes.clear();
      nodes.putAll(nodes(Xml.write(beforehand(now))));
    }
    nodes.keySet().removeAll(leftOver(now));
    nodes.putAll(lacking(now));
    return new Domain(ImmutableSortedMap.copyOf(nodes), now.seen());
  }

  /** The XML to define: the domain's own with the wish laid over it, and the wish remembered. */
  public String xml(Domain now) {
    String inactive = now.seen().inactive();
    Element target = inactive.isBlank() ? (Element) wish.cloneNode(true) : beforehand(now);
    if (!inactive.isBlank()) {
      Optional<Element> before =
          now.seen().applied().isEmpty()
              ? Optional.empty()
              : Optional.of(parsed(now.seen().applied()));
      new Merge(siblings(inactive)).apply(target, fitted(now), before);
    }
    Applied.write(target, text());
    return Xml.write(target);
  }
}
