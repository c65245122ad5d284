package dev.javaform.modules.linux.facts;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Map;

/** The public keys by which the host's SSH server is known, and their kinds. */
final class SshKeyFacts implements FactReader {

  private static final ImmutableList<String> KINDS =
      ImmutableList.of("dsa", "rsa", "ecdsa", "ed25519");
  private static final Splitter BLANKS = Splitter.on(' ').omitEmptyStrings();

  @Override
  public String name() {
    return "ssh_pub_keys";
  }

  @Override
  public ImmutableSet<String> subsets() {
    return ImmutableSet.of("min");
  }

  @Override
  public String script() {
    return "value etc/ssh/ssh_host_*_key.pub\n";
  }

  @Override
  public Map<String, Object> read(FactText text) {
    var facts = ImmutableMap.<String, Object>builder();
    for (String kind : KINDS) {
      List<String> words =
          BLANKS.splitToList(text.value("etc/ssh/ssh_host_%s_key.pub".formatted(kind)).orElse(""));
      if (words.size() > 1) {
        String name = "ansible_ssh_host_key_%s_public".formatted(kind);
        facts.put(name, words.get(1)).put(name + "_keytype", words.getFirst());
      }
    }
    return facts.buildOrThrow();
  }
}
