package dev.javaform.modules.windows.software;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/** How choco.exe is called (Chocolatey, "Commands Reference"). */
record ChocolateyCalls(WinChocolatey wish) {

  /** Packages that are to be there. */
  ImmutableList<String> install(ImmutableList<String> names) {
    boolean upgrades = wish.state().isNewest() || wish.state() == ChocolateyWish.DOWNGRADE;
    ImmutableList.Builder<String> words = begin(upgrades ? "upgrade" : "install", names);
    flag(words, "--fail-on-unfound", upgrades);
    flag(words, "--allow-downgrade", wish.state() == ChocolateyWish.DOWNGRADE);
    flag(words, "--allow-empty-checksums", wish.allowEmptyChecksums());
    flag(words, "--allow-multiple", wish.allowMultiple());
    flag(words, "--prerelease", wish.allowPrerelease());
    flag(words, "--x86", wish.architecture() == WinChocolatey.Architecture.X86);
    flag(words, "--ignore-checksums", wish.ignoreChecksums());
    flag(words, "--ignore-dependencies", wish.ignoreDependencies());
    flag(words, "--override-arguments", wish.overrideArgs());
    value(words, "--install-arguments", wish.installArgs());
    value(words, "--proxy", wish.proxyUrl());
    value(words, "--proxy-user", wish.proxyUsername());
    value(words, "--source", wish.source());
    value(words, "--user", wish.sourceUsername());
    value(words, "--version", wish.version());
    return common(words);
  }

  /** Packages that are not. */
  ImmutableList<String> uninstall(ImmutableList<String> names) {
    ImmutableList.Builder<String> words = begin("uninstall", names);
    if (wish.version().isPresent()) {
      value(words, "--version", wish.version());
      flag(words, "--allow-multiple", wish.allowMultiple());
    } else {
      words.add("--all-versions");
    }
    flag(words, "--remove-dependencies", wish.removeDependencies());
    return common(words);
  }

  /** A package that is never upgraded, or may be again. */
  ImmutableList<String> pin(String name, boolean pin) {
    ImmutableList.Builder<String> words = ImmutableList.builder();
    words.add("pin", pin ? "add" : "remove", "--name", name);
    value(words, "--version", wish.version());
    return words.build();
  }

  private static ImmutableList.Builder<String> begin(String verb, ImmutableList<String> names) {
    return ImmutableList.<String>builder()
        .add(verb)
        .addAll(names)
        .add("--yes", "--no-progress", "--limit-output");
  }

  private ImmutableList<String> common(ImmutableList.Builder<String> words) {
    flag(words, "--force", wish.force());
    flag(words, "--skip-scripts", wish.skipScripts());
    value(words, "--package-parameters", wish.packageParams());
    words.add("--timeout", String.valueOf(wish.timeout()));
    return words.addAll(wish.chocoArgs()).build();
  }

  private static void flag(ImmutableList.Builder<String> words, String word, boolean wanted) {
    if (wanted) {
      words.add(word);
    }
  }

  private static void value(
      ImmutableList.Builder<String> words, String word, Optional<String> value) {
    value.ifPresent(text -> words.add(word, text));
  }
}
