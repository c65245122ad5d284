package dev.javaform.modules.linux.packages;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import dev.javaform.module.Unseen;
import dev.javaform.modules.linux.Sections;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * What a package manager knows about the packages a task names, and about its own work still to do.
 *
 * @param manager the package manager found: {@code apt}, {@code dnf}, or the name of one that is
 *     not supported; empty where none was found
 * @param installed versions of installed packages by the name the task uses; a package that stands
 *     in for a virtual one counts
 * @param leftovers removed packages whose configuration is still there
 * @param lists whether the package lists are as new as the task asks
 * @param pending work found by a simulation, in words: packages to install, to upgrade or to remove
 *     beside those that the task names, files to delete
 * @param also the pending work once it is done; empty in what is seen
 * @param offers what the package lists offer for names that are not installed, or for all
 * @param refusal why the package manager would refuse its work, in its own words; mostly empty
 * @param fetched when the package lists were fetched, in seconds since 1970; 0 where nobody knows
 */
record Packages(
    String manager,
    ImmutableSortedMap<String, String> installed,
    ImmutableList<String> leftovers,
    Lists lists,
    @Unseen ImmutableList<String> pending,
    ImmutableList<String> also,
    @Unseen ImmutableMap<String, Offer> offers,
    @Unseen String refusal,
    @Unseen long fetched) {

  /** The age of the package lists. */
  enum Lists {
    FRESH,
    STALE,
    /** The task does not ask for new lists. */
    ANY
  }

  /**
   * What can be installed under a name.
   *
   * @param candidate the version that would be installed
   * @param versions all versions on offer
   * @param providers packages that provide a virtual package
   */
  record Offer(
      Optional<String> candidate, ImmutableList<String> versions, ImmutableList<String> providers) {

    static final Offer NONE = new Offer(Optional.empty(), ImmutableList.of(), ImmutableList.of());
  }

  /** A host without the package manager. */
  static Packages none(String manager) {
    return new Packages(
        manager,
        ImmutableSortedMap.of(),
        ImmutableList.of(),
        Lists.ANY,
        ImmutableList.of(),
        ImmutableList.of(),
        ImmutableMap.of(),
        "",
        0);
  }

  /** The package manager that a probe found. */
  static String manager(Sections seen) {
    return seen.has("manager") ? seen.first("manager") : "none";
  }

  Optional<String> version(String name) {
    return Optional.ofNullable(installed.get(name));
  }

  /** A package of the host's own architecture is on offer without it: {@code foo:amd64} as foo. */
  Offer offer(String name) {
    Offer own = offers.getOrDefault(name.replaceFirst(":.*", ""), Offer.NONE);
    return offers.getOrDefault(name, own);
  }

  Packages with(Map<String, String> versions) {
    var all = ImmutableSortedMap.<String, String>naturalOrder();
    all.putAll(Maps.filterKeys(installed, each -> !versions.containsKey(each))).putAll(versions);
    return new Packages(
        manager, all.build(), leftovers, lists, pending, also, offers, refusal, fetched);
  }

  Packages without(Collection<String> names, boolean purged) {
    var kept = ImmutableSortedMap.copyOf(Maps.filterKeys(installed, each -> !names.contains(each)));
    var left =
        leftovers.stream()
            .filter(each -> !purged || !names.contains(each))
            .collect(ImmutableList.toImmutableList());
    return new Packages(manager, kept, left, lists, pending, also, offers, refusal, fetched);
  }

  /** Nobody knows what the package manager makes of new lists. */
  Packages withFreshLists() {
    return new Packages(
        manager,
        installed,
        leftovers,
        lists == Lists.STALE ? Lists.FRESH : lists,
        pending,
        also,
        offers,
        "",
        fetched);
  }

  Packages withNothingPending() {
    return withDone(pending);
  }

  /** With nothing left to do, and this work done. */
  Packages withDone(ImmutableList<String> work) {
    return new Packages(
        manager, installed, leftovers, lists, ImmutableList.of(), work, offers, refusal, fetched);
  }
}
