package dev.javaform.modules.windows;

import com.google.common.collect.Maps;
import dev.javaform.module.Argument;
import dev.javaform.module.Secret;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How a guest fetches something by itself: what modules that do so have in common. */
public record WebRequest(
    @Argument(value = "Which redirections to follow: all, none, or safe.", preset = "safe")
        Follow followRedirects,
    @Argument(value = "How many redirections to follow at most.", preset = "50")
        int maximumRedirection,
    @Argument("Headers of the request.") Optional<Map<String, Object>> headers,
    @Argument(value = "What the guest calls itself.", preset = "ansible-httpget") String httpAgent,
    @Argument(value = "Whether the server has to have a valid certificate.", preset = "true")
        boolean validateCerts,
    @Argument("A certificate of the guest: a .pfx file, or a path below Cert:\\.")
        Optional<String> clientCert,
    @Argument("The password of that file.") Optional<Secret> clientCertPassword,
    @Argument(value = "Send name and password before anybody asks.", preset = "false")
        boolean forceBasicAuth,
    @Argument(value = "Log on as whoever is connected.", preset = "false")
        boolean useDefaultCredential,
    @Argument(value = "Whether to use the proxy that the guest knows.", preset = "true")
        boolean useProxy,
    @Argument("Another proxy.") Optional<String> proxyUrl,
    @Argument("The name that the proxy asks for.") Optional<String> proxyUsername,
    @Argument("The password that the proxy asks for.") Optional<Secret> proxyPassword,
    @Argument(value = "Log on to the proxy as whoever is connected.", preset = "false")
        boolean proxyUseDefaultCredential) {

  /** Which redirections to follow. */
  public enum Follow {
    ALL,
    NONE,
    /** Those of requests that only read. */
    SAFE
  }

  /** What the helper is told. */
  public Map<String, Object> options(
      Optional<String> method, int timeout, Optional<String> username, Optional<Secret> password) {
    Map<String, Object> options = new LinkedHashMap<>();
    method.ifPresent(text -> options.put("method", text.toUpperCase(Locale.ROOT)));
    options.put("timeout", (long) timeout);
    username.ifPresent(text -> options.put("username", text));
    password.ifPresent(text -> options.put("password", text));
    options.put("agent", httpAgent);
    options.put("follow", followRedirects.name().toLowerCase(Locale.ROOT));
    options.put("redirections", (long) maximumRedirection);
    headers.ifPresent(map -> options.put("headers", Maps.transformValues(map, WebRequest::hide)));
    clientCert.ifPresent(place -> options.put("client_cert", place));
    clientCertPassword.ifPresent(text -> options.put("client_cert_password", text));
    flag(options, "validate_certs", validateCerts, true);
    flag(options, "force_basic_auth", forceBasicAuth, false);
    flag(options, "default_credential", useDefaultCredential, false);
    proxy(options);
    return options;
  }

  /** Headers may be what proves who somebody is. */
  private static Secret hide(Object header) {
    return new Secret(String.valueOf(header));
  }

  private void proxy(Map<String, Object> options) {
    flag(options, "use_proxy", useProxy, true);
    proxyUrl.ifPresent(place -> options.put("proxy_url", place));
    proxyUsername.ifPresent(text -> options.put("proxy_username", text));
    proxyPassword.ifPresent(text -> options.put("proxy_password", text));
    flag(options, "proxy_default_credential", proxyUseDefaultCredential, false);
  }

  /** Told only where it is not as usual. */
  private static void flag(Map<String, Object> options, String name, boolean value, boolean usual) {
    if (value != usual) {
      options.put(name, value);
    }
  }
}
