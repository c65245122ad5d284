package dev.javaform.modules.linux.accounts;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Returns;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.Presence;
import dev.javaform.modules.linux.Printed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a {@code user} task does where the host has this account. */
record UserDecision(User wish, Account seen) {

  /** What only the host knows of a user before it is made. */
  private static final ImmutableList<String> LEARNED = ImmutableList.of("uid", "group", "shell");

  private static final ImmutableList<String> LEARNED_OF_KEY =
      ImmutableList.of("ssh_fingerprint", "ssh_public_key");

  Plan<Account> plan() {
    return wish.state() == Presence.ABSENT ? absent() : present();
  }

  private Plan<Account> absent() {
    Account after = Account.ABSENT.named(wish.name());
    Returns returns = Returns.of(values(after));
    if (!seen.exists()) {
      return Plan.keep(seen).returning(returns);
    }
    return Plan.move(seen, after, new UserCommands(wish).delete())
        .returning(returns.learning(Printed.NAMES, Printed::anything));
  }

  private Plan<Account> present() {
    refuseUnknownGroups();
    if (!wish.nonUnique() && !wish.uid().equals(seen.uid())) {
      seen.owner().ifPresent(this::refuseTaken);
    }
    Account after = new UserWish(wish).after(seen);
    return changed(after).warning(warnings());
  }

  private Plan<Account> changed(Account after) {
    Returns returns = Returns.of(values(after));
    if (seen.equals(after)) {
      return Plan.keep(seen).returning(returns);
    }
    List<Step> steps = new UserCommands(wish).steps(seen, after);
    var names = ImmutableList.<String>builder().addAll(LEARNED).addAll(Printed.NAMES);
    if (after.sshKey().equals(SshKey.NEW)) {
      names.addAll(LEARNED_OF_KEY);
    }
    if (wish.force() && !after.sshKey().equals(seen.sshKey())) {
      return Plan.event(seen, after, steps).returning(returns.learning(names.build(), this::found));
    }
    return Plan.move(seen, after, steps)
        .returning(returns.learning(names.build(), Printed::anything));
  }

  /** Keys that are replaced each time are never found as wanted: the last step looks at them. */
  private Map<String, Object> found(List<Output> outputs) {
    Map<String, Object> values =
        new LinkedHashMap<>(Printed.anything(outputs.subList(0, outputs.size() - 1)));
    if (outputs.getLast().isSuccess()) {
      values.putAll(values(Account.read(outputs.getLast())));
    }
    return values;
  }

  private void refuseUnknownGroups() {
    List<String> missing =
        Stream.concat(wish.group().stream(), wish.groups().stream().flatMap(List::stream))
            .filter(each -> !seen.known().contains(each))
            .distinct()
            .toList();
    if (!missing.isEmpty()) {
      throw new ModuleFailure("Group %s does not exist".formatted(String.join(", ", missing)));
    }
  }

  private void refuseTaken(String owner) {
    throw new ModuleFailure(
        "The number %d belongs to the user %s; choose another, or set non_unique."
            .formatted(wish.uid().orElseThrow(), owner));
  }

  private ImmutableList<String> warnings() {
    var warnings = ImmutableList.<String>builder();
    if (wish.passwordLooksPlain()) {
      warnings.add(
          "The password of %s looks like plain text; a hash as crypt(5) makes it is needed."
              .formatted(wish.name()));
    }
    if (seen.exists() && seen.password().isEmpty() && wish.concernsPassword()) {
      warnings.add("The password of %s cannot be compared without root.".formatted(wish.name()));
    }
    new UserKey(wish).warning(seen.sshKey()).ifPresent(warnings::add);
    return warnings.build();
  }

  private Map<String, Object> values(Account after) {
    var values = new LinkedHashMap<String, Object>();
    values.put("name", wish.name());
    values.put("state", wish.state() == Presence.ABSENT ? "absent" : "present");
    if (wish.state() == Presence.ABSENT) {
      values.put("remove", wish.remove());
      values.put("force", wish.force());
      return values;
    }
    after.uid().ifPresent(number -> values.put("uid", number));
    after.gid().ifPresent(number -> values.put("group", number));
    values.put("comment", after.comment());
    values.put("home", after.home());
    put(values, "shell", after.shell()); // a new user's own is useradd's choice, seen afterwards
    after.passwordMin().ifPresent(days -> values.put("password_expire_min", days));
    after.passwordMax().ifPresent(days -> values.put("password_expire_max", days));
    wish.groups().ifPresent(names -> values.put("groups", String.join(",", names)));
    wish.password().ifPresent(_ -> values.put("password", "NOT_LOGGING_PASSWORD"));
    if (seen.exists()) {
      values.put("append", wish.append());
      values.put("move_home", wish.moveHome());
    } else {
      values.put("create_home", wish.createHome());
      values.put("system", wish.system());
    }
    if (wish.generateSshKey()) {
      values.put("ssh_key_file", new UserKey(wish).path(after.home()));
      put(values, "ssh_fingerprint", after.sshKey().fingerprint());
      put(values, "ssh_public_key", after.sshKey().publicKey());
    }
    return values;
  }

  private static void put(Map<String, Object> values, String name, String text) {
    Optional.of(text).filter(each -> !each.isEmpty()).ifPresent(each -> values.put(name, each));
  }
}
