package dev.javaform.modules.controller.arguments;

/**
 * What is wrong with arguments.
 *
 * @param option the option it is about, the outermost where options nest; empty where it is about
 *     none that is given
 * @param message what Ansible says of it
 * @param hint what was probably meant, with a leading blank, or nothing
 */
public record Mistake(String option, String message, String hint) {}
