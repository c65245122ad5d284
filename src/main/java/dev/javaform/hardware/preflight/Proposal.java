package dev.javaform.hardware.preflight;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.javaform.hardware.pci.PciFunction;
import java.util.List;

/**
 * What of a machine could be passed to a guest, the best first. Nothing that the host needs is
 * among it; of graphics cards one always stays.
 */
public record Proposal(
    ImmutableList<Candidate> cards,
    ImmutableList<Candidate> controllers,
    ImmutableList<Candidate> disks) {

  /** All of them. */
  public ImmutableList<Candidate> all() {
    return ImmutableList.copyOf(Iterables.concat(cards, controllers, disks));
  }

  /** What would be proposed first: one card, one controller. */
  public ImmutableList<Candidate> first() {
    return ImmutableList.copyOf(
        Iterables.concat(
            Iterables.limit(Iterables.filter(cards, Candidate::isReady), 1),
            Iterables.limit(controllers, 1)));
  }

  /** The variable {@code passthrough_devices}, ready to paste; the others as comments. */
  public String yaml() {
    List<Candidate> first = first();
    if (all().isEmpty()) {
      return "passthrough_devices: []\n";
    }
    StringBuilder text = new StringBuilder();
    text.append(first.isEmpty() ? "passthrough_devices: []\n" : "passthrough_devices:\n");
    for (Candidate each : all()) {
      text.append(entry(each, first.contains(each) ? "" : "# "));
    }
    return text.toString();
  }

  /** One device as an item of the list, each line with a mark before it. */
  public static String entry(Candidate each, String mark) {
    return """
    %4$s  # %5$s
    %4$s  - role: %1$s
    %4$s    address: "%2$s"
    %4$s    id: "%3$s"
    """
        .formatted(
            each.role(),
            each.function().address(),
            each.function().id(),
            mark,
            line(String.join("; ", about(each))));
  }

  private static ImmutableList<String> about(Candidate each) {
    ImmutableList.Builder<String> about = ImmutableList.builder();
    about.add(each.function().title());
    if (!each.along().isEmpty()) {
      about.add(
          "with "
              + String.join(
                  " ", each.along().stream().map(PciFunction::address).collect(toImmutableList())));
    }
    return about.addAll(each.about()).build();
  }

  /** A host's names end no comment. */
  private static String line(String text) {
    return CharMatcher.javaIsoControl()
        .or(CharMatcher.anyOf("\u0085\u2028\u2029"))
        .replaceFrom(text, '?');
  }
}
