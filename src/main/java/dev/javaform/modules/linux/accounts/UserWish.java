package dev.javaform.modules.linux.accounts;

import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import dev.javaform.module.Secret;
import dev.javaform.modules.linux.accounts.User.UpdatePassword;
import java.util.Set;

/** The account that a {@code user} task makes of the one it finds. */
record UserWish(User wish) {

  Account after(Account seen) {
    Account after = seen.existing();
    if (wish.uid().isPresent()) {
      after = after.withUid(wish.uid().get());
    }
    if (wish.group().isPresent() && !isNumberOf(seen)) {
      after = after.withGroup(wish.group().get());
    } else if (!seen.exists() && !seen.known().contains(wish.name())) {
      after = after.withGroup(wish.name()); // useradd makes a group of the same name
    }
    after = after.withGroups(groups(seen));
    after = after.withComment(wish.comment().orElse(after.comment()));
    after = after.withHome(home(seen));
    after = after.withShell(wish.shell().orElse(after.shell()));
    after = after.withHomeExisting(hasHome(seen) || wish.createHome());
    if (wish.expiryDay().isPresent()) {
      after = after.withExpires(wish.expiryDay().get());
    }
    if (new UserKey(wish).isDue(seen.sshKey())) {
      after = after.withSshKey(SshKey.NEW);
    }
    return isReadable(seen) ? aged(secured(seen, after)) : after;
  }

  /** Whether /etc/shadow could be read, or tells nothing yet. */
  private static boolean isReadable(Account seen) {
    return !seen.exists() || seen.password().isPresent();
  }

  private Account aged(Account after) {
    Account aged = wish.passwordExpireMin().map(after::withPasswordMin).orElse(after);
    return wish.passwordExpireMax().map(aged::withPasswordMax).orElse(aged);
  }

  /** A group can be given by its number, which is no change where the user has it. */
  private boolean isNumberOf(Account seen) {
    return seen.gid().map(Object::toString).equals(wish.group());
  }

  /** A new user's home is {@code /home/NAME} with useradd(8)'s own defaults. */
  private String home(Account seen) {
    return wish.home().orElse(seen.exists() ? seen.home() : "/home/" + wish.name());
  }

  /** Whether the home that it shall have is there, before one is created for it. */
  boolean hasHome(Account seen) {
    boolean stays = home(seen).equals(seen.home()) || wish.moveHome();
    return stays ? seen.homeExists() : seen.known().contains(home(seen));
  }

  private Set<String> groups(Account seen) {
    if (wish.groups().isEmpty()) {
      return seen.groups();
    }
    Set<String> wanted = ImmutableSortedSet.copyOf(wish.groups().get());
    return wish.append() ? Sets.union(seen.groups(), wanted) : wanted;
  }

  private Account secured(Account seen, Account after) {
    String hash = seen.password().map(Secret::reveal).orElse("!");
    boolean sets = !seen.exists() || wish.updatePassword() == UpdatePassword.ALWAYS;
    if (sets && wish.password().isPresent() && !same(hash)) {
      hash = wish.password().get().reveal();
    }
    if (wish.passwordLock().isPresent()) {
      hash = wish.passwordLock().get() ? locked(hash) : hash.replaceFirst("^!+(?=.)", "");
    }
    return after.withPassword(new Secret(hash));
  }

  /** With {@code password_lock} a lock in front of the right hash is no other password. */
  private boolean same(String hash) {
    String wanted = wish.password().orElseThrow().reveal();
    return hash.equals(wanted)
        || (wish.passwordLock().orElse(false) && hash.equals(locked(wanted)));
  }

  private static String locked(String hash) {
    return hash.startsWith("!") ? hash : "!" + hash;
  }
}
