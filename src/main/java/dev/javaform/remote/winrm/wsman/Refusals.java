package dev.javaform.remote.winrm.wsman;

import com.google.common.collect.ImmutableList;
import dev.javaform.remote.winrm.http.HttpResponse;

/** Why a host does not let an account in, as far as its answer tells. */
final class Refusals {

  private Refusals() {}

  static String basic(String user, HttpResponse response) {
    ImmutableList<String> offered = response.all("WWW-Authenticate");
    boolean offersBasic =
        offered.stream().anyMatch(each -> each.regionMatches(true, 0, "Basic", 0, 5));
    return offersBasic
        ? wrong(user)
        : "the host does not take Basic (it offers %s); set ansible_winrm_transport to ntlm"
            .formatted(offered.isEmpty() ? "nothing" : String.join(", ", offered));
  }

  static String withoutNegotiate(HttpResponse response) {
    ImmutableList<String> offered = response.all("WWW-Authenticate");
    return "the host does not take NTLM (it offers %s); see \"winrm get winrm/config/service/auth\" on it"
        .formatted(offered.isEmpty() ? "nothing" : String.join(", ", offered));
  }

  static String wrong(String user) {
    return "the host refuses %s: the name or the password is wrong, or the account may not log in over the network; a local administrator needs LocalAccountTokenFilterPolicy = 1, and an account without a password is never let in"
        .formatted(user);
  }
}
