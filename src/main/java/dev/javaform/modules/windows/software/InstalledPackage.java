package dev.javaform.modules.windows.software;

import dev.javaform.module.Unseen;
import dev.javaform.modules.windows.Answer;
import java.util.Optional;

/**
 * Whether a program is installed.
 *
 * @param provider who keeps it: {@code msi}, {@code msp}, {@code msix} or {@code registry}
 * @param id by which the guest knows it
 */
public record InstalledPackage(
    boolean installed, @Unseen String provider, @Unseen Optional<String> id) {

  static InstalledPackage of(Answer answer) {
    return new InstalledPackage(
        answer.flag("installed"), answer.words("provider"), answer.text("id"));
  }

  InstalledPackage with(boolean wanted) {
    return new InstalledPackage(wanted, provider, id);
  }
}
