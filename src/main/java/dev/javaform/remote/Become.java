package dev.javaform.remote;

import com.google.common.collect.ImmutableList;
import dev.javaform.config.Setting;
import dev.javaform.module.Secret;
import java.util.Optional;

/**
 * Who a shell runs as.
 *
 * @param method {@code sudo} or {@code su}; {@link #NO} has none
 * @param password travels on standard input
 */
public record Become(
    Optional<String> method,
    @Setting(
            value = "the user to become",
            variables = "ansible_become_user",
            keyword = "become_user",
            option = "--become-user",
            environment = "ANSIBLE_BECOME_USER",
            file = {"{method}_become_plugin.user", "privilege_escalation.become_user"},
            preset = "root")
        String user,
    @Setting(
            value = "the password that the method asks for",
            variables = {
              "ansible_become_password",
              "ansible_become_pass",
              "ansible_{method}_pass",
              "ansible_{method}_password"
            },
            option = "--ask-become-pass",
            environment = "ANSIBLE_BECOME_PASS",
            file = "{method}_become_plugin.password")
        Optional<Secret> password,
    @Setting(
            value = "the program to start for the method, by its name or path",
            variables = {"ansible_become_exe", "ansible_{method}_exe"},
            keyword = "become_exe",
            environment = "ANSIBLE_BECOME_EXE",
            file = {"{method}_become_plugin.executable", "privilege_escalation.become_exe"},
            preset = "{method}")
        String program,
    @Setting(
            value = "further options for the method",
            variables = "ansible_become_flags",
            keyword = "become_flags",
            environment = "ANSIBLE_BECOME_FLAGS",
            file = {"{method}_become_plugin.flags", "privilege_escalation.become_flags"})
        ImmutableList<String> flags) {

  /** Whoever logged in. */
  public static final Become NO =
      new Become(Optional.empty(), "", Optional.empty(), "", ImmutableList.of());

  /** Whether anybody else is wanted. */
  public record Wanted(
      @Setting(
              value = "whether to become another user",
              variables = "ansible_become",
              keyword = "become",
              option = "--become",
              environment = "ANSIBLE_BECOME",
              file = "privilege_escalation.become",
              preset = "false")
          boolean become) {}

  /**
   * The method that is wanted.
   *
   * @param method its name, with or without its collection
   */
  public record By(
      @Setting(
              value = "how to become another user",
              variables = "ansible_become_method",
              keyword = "become_method",
              option = "--become-method",
              environment = "ANSIBLE_BECOME_METHOD",
              file = "privilege_escalation.become_method",
              preset = "sudo")
          String method) {

    /** The name without its collection. */
    public String plain() {
      return method.substring(method.lastIndexOf('.') + 1);
    }
  }
}
