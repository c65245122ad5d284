package dev.javaform.remote.ssh;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What ssh(1) would be told on its command line: the words of {@code ansible_ssh_common_args}.
 *
 * @param lines what stands before every configuration file
 * @param file from {@code -F}; {@code none} reads no file at all
 */
record Options(ImmutableList<ConfigFile.Line> lines, Optional<String> file) {
  private static final Set<String> WITHOUT_MEANING =
      Set.of("-C", "-q", "-v", "-vv", "-vvv", "-T", "-x", "-a", "-n", "-k");

  /**
   * Reads the words.
   *
   * @throws IOException naming the word that javaform does not know
   */
  static Options parse(List<String> words) throws IOException {
    List<ConfigFile.Line> lines = new ArrayList<>();
    Optional<String> file = Optional.empty();
    Iterator<String> rest = words.iterator();
    while (rest.hasNext()) {
      String word = rest.next();
      if (WITHOUT_MEANING.contains(word)) {
        continue; // nothing that this client does, or nothing it has to be told
      }
      String flag = word.length() < 2 ? word : word.substring(0, 2);
      if (flag.equals("-F")) {
        file = Optional.of(value(word, rest));
      } else {
        lines.add(line(flag, word, rest));
      }
    }
    return new Options(ImmutableList.copyOf(lines), file);
  }

  private static ConfigFile.Line line(String flag, String word, Iterator<String> rest)
      throws IOException {
    return switch (flag) {
      case "-o" -> option(value(word, rest));
      case "-i" -> line("identityfile", value(word, rest));
      case "-p" -> line("port", value(word, rest));
      case "-l" -> line("user", value(word, rest));
      case "-J" -> line("proxyjump", value(word, rest));
      default ->
          throw new IOException(
              "the SSH option "
                  + word
                  + " is not supported; supported are -o, -i, -p, -l, -J and -F"
                  + " (ansible_ssh_common_args, ansible_ssh_extra_args)");
    };
  }

  private static ConfigFile.Line option(String text) throws IOException {
    if (ConfigWords.of(text).size() < 2) {
      throw new IOException("the SSH option -o " + text + " has no value");
    }
    return ConfigFile.line(text, "-o " + text, 0);
  }

  private static ConfigFile.Line line(String keyword, String value) {
    ImmutableList<String> words = ImmutableList.of(value);
    return new ConfigFile.Line(keyword, words, "-" + keyword.charAt(0), 0);
  }

  private static String value(String word, Iterator<String> rest) throws IOException {
    if (word.length() > 2) {
      return word.substring(2);
    }
    if (!rest.hasNext()) {
      throw new IOException("the SSH option " + word + " needs a value");
    }
    return rest.next();
  }
}
