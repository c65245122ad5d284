package dev.javaform.modules.windows.network;

import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Secret;
import dev.javaform.module.Step;
import dev.javaform.modules.windows.Answer;
import dev.javaform.modules.windows.WebRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A file that a Windows guest fetches by itself. With a checksum it is fetched only where it
 * differs; without one, and with {@code force}, it has to be fetched each time to be compared.
 */
@Name("ansible.windows.win_get_url")
@Manual(
    summary = "Lets a Windows host fetch a file from a URL.",
    example =
        """
        - name: Fetch the driver of the sound card
          win_get_url:
            url: https://example.com/scream.zip
            dest: C:\\Install\\scream.zip
            checksum: 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824
            checksum_algorithm: sha256
        """,
    returns = {
      "url: Where it is fetched from.",
      "dest: Where it is.",
      "checksum_src: The checksum of what was fetched.",
      "checksum_dest: The checksum of the file afterwards.",
      "size: How many bytes it has.",
      "status_code: What the server answered, such as 200.",
      "elapsed: How many seconds it took."
    })
public record WinGetUrl(
    @Argument("Where to fetch it: http, https, ftp or file.") String url,
    @Argument("The file; in a folder it is called as at its source.") String dest,
    @Argument(
            value = "Whether a file that is there is compared with its source each time.",
            preset = "true")
        boolean force,
    @Argument("The checksum that it has to have.") Optional<String> checksum,
    @Argument(value = "The kind of checksum: md5, sha1, sha256, sha384, sha512.", preset = "sha1")
        Algorithm checksumAlgorithm,
    @Argument("Where a list of checksums says which it has to have.") Optional<String> checksumUrl,
    @Argument(value = "The method of the request.", aliases = "method") Optional<String> urlMethod,
    @Argument(
            value = "How many seconds an answer may take; 0: any time.",
            aliases = "timeout",
            preset = "30")
        int urlTimeout,
    @Argument(
            value = "The name that the server asks for.",
            aliases = {"user", "username"})
        Optional<String> urlUsername,
    @Argument(value = "The password that the server asks for.", aliases = "password")
        Optional<Secret> urlPassword,
    WebRequest web)
    implements Module<Download> {

  private static final List<String> LEARNED =
      List.of("checksum_src", "checksum_dest", "size", "status_code", "msg", "elapsed");

  private static final Duration PATIENCE = Duration.ofHours(1);

  /** Kinds of checksums. */
  public enum Algorithm {
    MD5,
    SHA1,
    SHA256,
    SHA384,
    SHA512
  }

  public WinGetUrl {
    if (!url.matches("(?i)(https?|ftp|file)://.+")) {
      throw new IllegalArgumentException(
          "\"%s\" is no URL to fetch; it begins with https://, http://, ftp:// or file://."
              .formatted(url));
    }
    if (checksum.isPresent() && checksumUrl.isPresent()) {
      throw new IllegalArgumentException("Only one of \"checksum\" and \"checksum_url\" counts.");
    }
    checksum = checksum.map(sum -> sum.strip().toLowerCase(Locale.ROOT));
  }

  private Script.PowerShell question() {
    Map<String, Object> select = new LinkedHashMap<>();
    select.put("url", url);
    select.put("dest", dest);
    select.put("algorithm", checksumAlgorithm.name().toLowerCase(Locale.ROOT));
    checksumUrl.ifPresent(place -> select.put("checksum_url", place.strip()));
    if (!force && checksum.isEmpty()) {
      select.put("compare_time", true);
    }
    select.put("web", web.options(urlMethod, urlTimeout, urlUsername, urlPassword));
    return Script.PowerShell.ask("download", select);
  }

  @Override
  public Probe<Download> observe() {
    return Probe.of(question(), Download.class, output -> Download.of(Answer.of(output)));
  }

  @Override
  public Plan<Download> decide(Download seen) {
    Optional<String> expected = checksum.or(seen::expected);
    if (expected.isPresent()) {
      return seen.checksum().equals(expected)
          ? keep(seen)
          : fetch(Plan.move(seen, seen.become(expected.get()), step(expected)), seen);
    }
    if (!force) {
      return seen.exists() && !seen.newer()
          ? keep(seen)
          : fetch(Plan.due(seen, seen.renewed(), List.of(step(expected))), seen);
    }
    List<Step> steps = List.of(step(expected));
    return fetch(
        seen.exists()
            ? Plan.unknown(seen, seen.renewed(), steps)
            : Plan.due(seen, seen.renewed(), steps),
        seen);
  }

  private Step step(Optional<String> expected) {
    Map<String, Object> set = new LinkedHashMap<>();
    set.put("fetched", true);
    expected.ifPresent(sum -> set.put("checksum", sum));
    return new Step.Run("fetch " + url, question().set(set).within(PATIENCE));
  }

  private Plan<Download> keep(Download seen) {
    Map<String, Object> values = values(seen);
    seen.checksum().ifPresent(sum -> values.put("checksum_dest", sum));
    seen.size().ifPresent(size -> values.put("size", size));
    return Plan.keep(seen).returning(Returns.of(values));
  }

  private Plan<Download> fetch(Plan<Download> plan, Download seen) {
    return plan.returning(Returns.of(values(seen)).learning(LEARNED, WinGetUrl::learn));
  }

  private Map<String, Object> values(Download seen) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("url", url);
    values.put("dest", seen.path());
    return values;
  }

  private static Map<String, Object> learn(List<Output> outputs) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("elapsed", outputs.getLast().took().toMillis() / 1000.0);
    Answer.last(outputs)
        .flatMap(order -> order.part("output"))
        .ifPresent(
            told -> {
              values.put("changed", told.flag("changed"));
              values.put("checksum_src", told.words("checksum"));
              values.put("checksum_dest", told.words("checksum"));
              told.number("size").ifPresent(size -> values.put("size", size));
              told.number("status_code").ifPresent(code -> values.put("status_code", code));
              values.put("msg", told.words("msg"));
            });
    return values;
  }
}
