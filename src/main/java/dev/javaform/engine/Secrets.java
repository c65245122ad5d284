package dev.javaform.engine;

import dev.javaform.event.Event;
import dev.javaform.module.Secret;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;

/**
 * The secrets that a run knows: passwords and passphrases for reaching hosts, and what modules were
 * given as secrets. What is told of a host is masked by what is secret for that host; what concerns
 * all, only by what its author wrote: a host cannot make words of others disappear. Safe for use by
 * many threads.
 */
final class Secrets {

  private final ConcurrentMap<String, Mask> byHost = new ConcurrentHashMap<>();
  private final Set<String> written = new LinkedHashSet<>();
  private Mask all = Mask.NONE;
  private volatile Mask common = Mask.NONE;

  /** A password or passphrase that any host may be reached with. */
  synchronized void common(Secret secret) {
    common = common.with(secret.reveal());
    written.add(secret.reveal());
  }

  /** Something secret that a module is to do with a host. */
  void argument(String host, Secret secret) {
    byHost.merge(
        host, Mask.NONE.with(secret.reveal()), (before, _) -> before.with(secret.reveal()));
  }

  /** A password or passphrase for reaching a host. */
  void setting(String host, Secret secret) {
    argument(host, secret);
    write(secret);
  }

  private synchronized void write(Secret secret) {
    written.add(secret.reveal());
  }

  /** A text about no host, or about many, as it may be shown. */
  String mask(String text) {
    return all().text(text);
  }

  /** A text as it may be shown, whatever is secret anywhere. */
  String maskAll(String text) {
    String shown = mask(text);
    for (Mask mask : byHost.values()) {
      shown = mask.text(shown);
    }
    return shown;
  }

  private synchronized Mask all() {
    if (all.secrets().size() < written.size()) {
      all = Mask.of(written);
    }
    return all;
  }

  /** A text about a host as it may be shown. */
  String mask(String host, Optional<Event.Delegate> delegate, String text) {
    String own = of(host).text(common.text(text));
    return delegate.map(other -> of(other.host()).text(own)).orElse(own);
  }

  /** Makes of texts about a host what may be shown of them. */
  UnaryOperator<String> masking(String host, Optional<Event.Delegate> delegate) {
    return text -> mask(host, delegate, text);
  }

  /** What a task did to a host as it may be told. */
  RawResult mask(String host, Optional<Event.Delegate> delegate, RawResult result) {
    RawResult own = of(host).result(common.result(result));
    return delegate.map(other -> of(other.host()).result(own)).orElse(own);
  }

  private Mask of(String host) {
    return byHost.getOrDefault(host, Mask.NONE);
  }
}
