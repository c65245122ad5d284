package dev.javaform.remote.ssh;

import dev.javaform.module.Secret;
import java.util.Optional;
import org.apache.sshd.client.auth.keyboard.UserInteraction;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;

/** Answers what a host asks for without echo with the password, once. */
final class Answers implements UserInteraction {
  private final Optional<Secret> password;
  private final Tried tried;
  private boolean told;

  Answers(Optional<Secret> password, Tried tried) {
    this.password = password;
    this.tried = tried;
  }

  @Override
  public boolean isInteractionAllowed(ClientSession session) {
    return password.isPresent();
  }

  @Override
  public String @Nullable [] interactive(
      ClientSession session,
      String name,
      String instruction,
      String lang,
      String[] prompts,
      boolean[] echo) {
    tried.add("keyboard-interactive with the password");
    if (prompts.length > 0 && told) {
      return null; // the password was wrong the first time
    }
    String[] answers = new String[prompts.length];
    for (int i = 0; i < prompts.length; i++) {
      told = true;
      answers[i] = echo[i] ? "" : password.orElseThrow().reveal();
    }
    return answers;
  }

  @Override
  public @Nullable String getUpdatedPassword(ClientSession session, String prompt, String lang) {
    return null; // a password that has expired is a matter for a person
  }
}
