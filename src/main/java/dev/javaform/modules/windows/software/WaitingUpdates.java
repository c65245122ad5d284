package dev.javaform.modules.windows.software;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.javaform.module.Unseen;
import dev.javaform.modules.windows.Answer;
import java.util.List;

/**
 * The updates that wait for a guest.
 *
 * @param missing titles of those that a task is about and that are not installed
 * @param fetched titles of those among them that are downloaded
 * @param chosen what a task is about
 * @param others what it leaves out
 */
public record WaitingUpdates(
    ImmutableSortedSet<String> missing,
    ImmutableSortedSet<String> fetched,
    @Unseen ImmutableList<OfferedUpdate> chosen,
    @Unseen ImmutableList<OfferedUpdate> others,
    @Unseen boolean reboot) {

  static WaitingUpdates of(Answer answer, UpdateFilter filter) {
    ImmutableList.Builder<OfferedUpdate> chosen = ImmutableList.builder();
    ImmutableList.Builder<OfferedUpdate> others = ImmutableList.builder();
    for (Answer each : answer.parts("updates")) {
      OfferedUpdate update = OfferedUpdate.of(each);
      (filter.reasons(update).isEmpty() ? chosen : others).add(update);
    }
    List<OfferedUpdate> all = chosen.build();
    return new WaitingUpdates(
        titles(all),
        titles(all.stream().filter(OfferedUpdate::downloaded).toList()),
        chosen.build(),
        others.build(),
        answer.flag("reboot_required"));
  }

  private static ImmutableSortedSet<String> titles(List<OfferedUpdate> updates) {
    return updates.stream()
        .map(OfferedUpdate::title)
        .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
  }

  WaitingUpdates installed() {
    return new WaitingUpdates(
        ImmutableSortedSet.of(), ImmutableSortedSet.of(), ImmutableList.of(), others, reboot);
  }

  WaitingUpdates downloaded() {
    return new WaitingUpdates(missing, missing, chosen, others, reboot);
  }
}
