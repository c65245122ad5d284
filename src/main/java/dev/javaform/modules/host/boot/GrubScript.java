package dev.javaform.modules.host.boot;

import dev.javaform.module.ModuleFailure;
import dev.javaform.modules.host.kernel.Token;

/** What GRUB's own script language does to an argument (GRUB manual, Shell-like scripting). */
final class GrubScript {

  private static final String SPECIAL = "$`\\';{}()|&<>#\uFFFC";

  private GrubScript() {}

  /** Refuses a token that would not reach the kernel as it is written. */
  static void requirePlain(Token token) {
    if (token.text().chars().anyMatch(c -> SPECIAL.indexOf(c) >= 0)) {
      throw new ModuleFailure(
          ("The argument \"%s\" holds a character that means something to the shell or to GRUB's"
                  + " scripts (one of $ ` \\ ' ; { } ( ) | & < > #), so the kernel would get"
                  + " something else. Leave it out, or write it into GRUB's files by hand.")
              .formatted(token));
    }
  }
}
