package dev.javaform.hardware.preflight;

import com.google.common.base.Ascii;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A device that somebody wants to pass.
 *
 * @param role {@code gpu}: all functions of the card; any other word: this function alone
 * @param address as it was written
 * @param id vendor and device that must be found there, where that was written
 */
public record Wanted(String role, String address, Optional<String> id) {

  private static final Pattern SHORT = Pattern.compile("[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]");
  private static final Pattern WHOLE = Pattern.compile("[0-9a-f]{4,8}:" + SHORT.pattern());

  public Wanted {
    id = id.map(Ascii::toLowerCase).filter(text -> !text.isBlank());
  }

  /** The address as the kernel writes it; lspci(8) leaves the domain 0000 out. */
  public Optional<String> place() {
    String lower = Ascii.toLowerCase(address.strip());
    return Optional.of(SHORT.matcher(lower).matches() ? "0000:" + lower : lower)
        .filter(place -> WHOLE.matcher(place).matches());
  }

  /** Whether the whole card is meant. */
  public boolean isCard() {
    return role.equals("gpu");
  }
}
