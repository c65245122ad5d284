package dev.javaform.modules.linux.boot;

import dev.javaform.module.ModuleFailure;

/** What GRUB's own script language does to an argument (GRUB manual, Shell-like scripting). */
final class GrubScript {

  private static final String SPECIAL = "$`\\';{}()|&<>#\uFFFC";

  private GrubScript() {}

  /** Refuses a token that would not reach the kernel as it is written. */
  static void requirePlain(KernelArgument token) {
    if (token.text().chars().anyMatch(c -> SPECIAL.indexOf(c) >= 0)) {
      throw new ModuleFailure(
          ("The argument \"%s\" contains a character with a meaning to the shell or to GRUB's"
                  + " scripts (one of $ ` \\ ' ; { } ( ) | & < > #), so the kernel would get"
                  + " something else. Leave it out, or write it into GRUB's files by hand.")
              .formatted(token));
    }
  }
}
