package dev.javaform.config;

import java.util.Optional;

/**
 * Where the passwords come from that no variable holds.
 *
 * @param loginFile a file that holds the login password, or a program that prints it
 * @param becomeFile the same for becoming another user
 */
public record PasswordSettings(
    @Setting(
            value = "whether the login password is asked for",
            option = "--ask-pass",
            environment = "ANSIBLE_ASK_PASS",
            file = "defaults.ask_pass",
            preset = "false")
        boolean asksLogin,
    @Setting(
            value = "the file of the login password",
            option = "--connection-password-file",
            environment = "ANSIBLE_CONNECTION_PASSWORD_FILE",
            file = "defaults.connection_password_file",
            path = true)
        Optional<String> loginFile,
    @Setting(
            value = "whether the password for becoming another user is asked for",
            option = "--ask-become-pass",
            environment = "ANSIBLE_BECOME_ASK_PASS",
            file = "privilege_escalation.become_ask_pass",
            preset = "false")
        boolean asksBecome,
    @Setting(
            value = "the file of the password for becoming another user",
            option = "--become-password-file",
            environment = "ANSIBLE_BECOME_PASSWORD_FILE",
            file = "defaults.become_password_file",
            path = true)
        Optional<String> becomeFile) {}
