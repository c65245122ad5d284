package dev.javaform.modules.controller.arguments;

/** A value does not fit a type; the message says what Ansible says. */
final class Unfit extends Exception {
  private static final long serialVersionUID = 1;

  Unfit(String message) {
    super(message);
  }
}
