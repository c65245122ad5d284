package dev.javaform.modules.linux.accounts;

import com.google.common.collect.Sets;
import dev.javaform.module.Script;
import java.util.ArrayList;
import java.util.List;

/**
 * The calls of libuser's tools for a {@code user} task with {@code local}: luseradd(1),
 * lusermod(1), luserdel(1), lgroupmod(1), lchage(1).
 */
record LocalUser(User wish) {

  Script.Sh create(Account after) {
    List<String> words = new ArrayList<>(List.of("luseradd"));
    wish.uid().ifPresent(number -> words.addAll(List.of("-u", number.toString())));
    wish.group().ifPresent(group -> words.addAll(List.of("-g", group)));
    if (wish.group().isEmpty() && after.known().contains(wish.name())) {
      words.add("-n");
    }
    wish.comment().ifPresent(text -> words.addAll(List.of("-c", text)));
    wish.home().ifPresent(path -> words.addAll(List.of("-d", path)));
    wish.shell().ifPresent(path -> words.addAll(List.of("-s", path)));
    if (!wish.createHome()) {
      words.add("-M");
    }
    wish.skeleton()
        .filter(_ -> wish.createHome())
        .ifPresent(path -> words.addAll(List.of("-k", path)));
    if (wish.system()) {
      words.add("-r");
    }
    words.add(wish.name());
    return members(Account.ABSENT, after).stream().reduce(Accounts.call(words), Script.Sh::then);
  }

  Script.Sh delete() {
    List<String> words = new ArrayList<>(List.of("luserdel"));
    if (wish.remove()) {
      words.add("-r");
    }
    words.add(wish.name());
    return Accounts.call(words);
  }

  /** What takes more than the words for usermod(8): groups, and the expiry. */
  List<Script.Sh> beside(Account seen, Account after) {
    List<Script.Sh> calls = new ArrayList<>();
    if (!after.group().equals(seen.group())) {
      calls.add(Script.sh("gid=$(getent group {} | cut -d : -f 3)", after.group()));
      calls.add(
          Script.sh("PATH=$PATH:/usr/sbin:/sbin lusermod -g \"$gid\" {} || exit", wish.name()));
    }
    calls.addAll(members(seen, after));
    return calls;
  }

  private List<Script.Sh> members(Account seen, Account after) {
    List<Script.Sh> calls = new ArrayList<>();
    for (String group : Sets.difference(after.groups(), seen.groups())) {
      calls.add(Accounts.call(List.of("lgroupmod", "-M", wish.name(), group)));
    }
    for (String group : Sets.difference(seen.groups(), after.groups())) {
      calls.add(Accounts.call(List.of("lgroupmod", "-m", wish.name(), group)));
    }
    if (!after.expires().equals(seen.expires())) {
      String day = String.valueOf(after.expires().orElse(-1L));
      calls.add(Accounts.call(List.of("lchage", "-E", day, wish.name())));
    }
    return calls;
  }
}
