package dev.javaform.modules.linux.accounts;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Content;
import dev.javaform.module.SafePath;
import dev.javaform.module.Script;
import dev.javaform.module.Secret;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.files.Directories;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The calls of useradd(8), usermod(8), userdel(8), chpasswd(8) and chage(1) for a {@code user}
 * task.
 */
record UserCommands(User wish) {

  /** Complete before it has its name: whoever it belongs to cannot change it on the way. */
  private static final String HOME =
      """
      setting() {
      cat /usr/etc/login.defs /etc/login.defs 2>/dev/null |
      sed -n "s/^[[:space:]]*$1[[:space:]]*\\([0-7]*\\).*/\\1/p" | tail -n 1
      }
      home={}
      case $home in ?*/?*) make "${home%/*}" || exit 1;; esac
      reach "$home" follow
      private || refuse "$why"
      mkdir ./new || exit 1
      skeleton={}
      if [ -d "$skeleton" ]; then cp -R "$skeleton/." ./new || exit 1; fi
      mode=$(setting HOME_MODE) mask=$(setting UMASK)
      chown -hR {}: ./new && chmod "${mode:-$(printf '%o' $((0777 & ~0${mask:-022})))}" ./new || exit 1
      place ./new "../$n" || refuse "$why"
      """;

  List<Step> steps(Account seen, Account after) {
    List<Step> steps = new ArrayList<>();
    if (!seen.exists()) {
      steps.add(new Step.Run("create the user " + wish.name(), create(after)));
    } else {
      change(seen, after).ifPresent(steps::add);
      if (!new UserWish(wish).hasHome(seen) && after.homeExists()) {
        steps.add(new Step.Run("create the home of " + wish.name(), makeHome(after)));
      }
    }
    password(seen, after).ifPresent(steps::add);
    age(seen, after).ifPresent(steps::add);
    if (!after.sshKey().equals(seen.sshKey())) {
      steps.add(new UserKey(wish).make());
    }
    return steps;
  }

  Step delete() {
    return new Step.Run(
        "remove the user " + wish.name(),
        wish.local() ? new LocalUser(wish).delete() : Accounts.call(removal()));
  }

  private List<String> removal() {
    List<String> words = new ArrayList<>(List.of("userdel"));
    if (wish.remove()) {
      words.add("-r");
    }
    if (wish.force()) {
      words.add("-f");
    }
    words.add(wish.name());
    return words;
  }

  private Script.Sh create(Account after) {
    return wish.local() ? new LocalUser(wish).create(after) : Accounts.call(creation(after));
  }

  private Optional<Step> change(Account seen, Account after) {
    List<Script.Sh> calls = new ArrayList<>();
    List<String> changes = changes(seen, after);
    if (!changes.isEmpty()) {
      var words = ImmutableList.<String>builder().add(wish.local() ? "lusermod" : "usermod");
      calls.add(Accounts.call(words.addAll(changes).add(wish.name()).build()));
    }
    if (wish.local()) {
      calls.addAll(new LocalUser(wish).beside(seen, after));
    }
    return calls.stream()
        .reduce(Script.Sh::then)
        .map(call -> new Step.Run("change the user " + wish.name(), call));
  }

  private List<String> creation(Account after) {
    List<String> words = new ArrayList<>(List.of("useradd"));
    wish.uid().ifPresent(number -> words.addAll(List.of("-u", number.toString())));
    if (wish.nonUnique()) {
      words.add("-o");
    }
    wish.seuser()
        .filter(_ -> after.known().contains(AccountProbe.SELINUX))
        .ifPresent(name -> words.addAll(List.of("-Z", name)));
    wish.group().ifPresent(group -> words.addAll(List.of("-g", group)));
    if (wish.group().isEmpty() && after.known().contains(wish.name())) {
      words.add("-N"); // a group of the user's name exists, useradd would not make another
    }
    if (!after.groups().isEmpty()) {
      words.addAll(List.of("-G", String.join(",", after.groups())));
    }
    wish.comment().ifPresent(text -> words.addAll(List.of("-c", text)));
    wish.home().ifPresent(path -> words.addAll(List.of("-d", path)));
    wish.shell().ifPresent(path -> words.addAll(List.of("-s", path)));
    after.expires().ifPresent(day -> words.addAll(List.of("-e", date(day))));
    words.add(wish.createHome() ? "-m" : "-M");
    if (wish.createHome()) {
      wish.skeleton().ifPresent(path -> words.addAll(List.of("-k", path)));
      wish.umask().ifPresent(mask -> words.addAll(List.of("-K", "UMASK=" + mask)));
    }
    if (wish.system()) {
      words.add("-r");
    }
    words.add(wish.name());
    return words;
  }

  private List<String> changes(Account seen, Account after) {
    List<String> words = new ArrayList<>();
    if (!after.uid().equals(seen.uid())) {
      words.addAll(List.of("-u", after.uid().orElseThrow().toString()));
      if (wish.nonUnique() && !wish.local()) {
        words.add("-o");
      }
    }
    changed(words, "-c", seen.comment(), after.comment());
    changed(words, "-d", seen.home(), after.home());
    if (wish.moveHome() && !seen.home().equals(after.home())) {
      words.add("-m");
    }
    changed(words, "-s", seen.shell(), after.shell());
    if (!wish.local()) {
      changed(words, "-g", seen.group(), after.group());
      changed(words, "-G", String.join(",", seen.groups()), String.join(",", after.groups()));
      changed(
          words,
          "-e",
          seen.expires().map(UserCommands::date).orElse(""),
          after.expires().map(UserCommands::date).orElse(""));
    }
    return words;
  }

  private static void changed(List<String> words, String option, String before, String after) {
    if (!before.equals(after)) {
      words.addAll(List.of(option, after));
    }
  }

  private static String date(long day) {
    return LocalDate.ofEpochDay(day).toString();
  }

  /** The hash travels on standard input: arguments can be seen by every user of the host. */
  private Optional<Step> password(Account seen, Account after) {
    String before = seen.password().map(Secret::reveal).orElse("!");
    String wanted = after.password().map(Secret::reveal).orElse(before);
    if (before.equals(wanted)) {
      return Optional.empty();
    }
    Content line = Content.of(wish.name() + ":" + wanted + "\n").hidden();
    return Optional.of(
        new Step.Run(
            "set the password of " + wish.name(),
            Script.sh("PATH=$PATH:/usr/sbin:/sbin chpasswd -e").reading(line)));
  }

  private Optional<Step> age(Account seen, Account after) {
    List<String> words = new ArrayList<>(List.of("chage"));
    age(words, "-m", seen.passwordMin(), after.passwordMin());
    age(words, "-M", seen.passwordMax(), after.passwordMax());
    if (words.size() == 1) {
      return Optional.empty();
    }
    words.add(wish.name());
    return Optional.of(
        new Step.Run("set the ages of the password of " + wish.name(), Accounts.call(words)));
  }

  private static void age(
      List<String> words, String option, Optional<Long> before, Optional<Long> after) {
    if (!before.equals(after)) {
      words.addAll(List.of(option, after.orElseThrow().toString()));
    }
  }

  /** With the mode that useradd(8) would give it: login.defs(5), of which the last line counts. */
  private Script.Sh makeHome(Account after) {
    return SafePath.script(Directories.making() + HOME, after.home(), skeleton(), wish.name());
  }

  private String skeleton() {
    return wish.skeleton().orElse("/etc/skel");
  }
}
