package dev.javaform.remote.windows;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.io.BaseEncoding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One call of the helper as a program of its own, for ways that keep nothing from one call to the
 * next. What it is told comes on standard input, which PowerShell reads by itself when it is not
 * the console ({@code $input}); what it answers is a line that begins with a token, so that nothing
 * else is taken for it. All of it is ASCII, whatever the guest's code page is.
 */
public final class OneShot {

  private static final BaseEncoding BASE64 = BaseEncoding.base64();

  /** Well below what cmd.exe takes as a command line. */
  private static final String LOADER =
      """
      $ErrorActionPreference = 'Stop'
      $ProgressPreference = 'SilentlyContinue'
      $lines = @($input)
      $utf8 = [Text.Encoding]::UTF8
      try {
      . ([scriptblock]::Create($utf8.GetString([Convert]::FromBase64String($lines[1]))))
      $answer = 'ok ' + [Convert]::ToBase64String($utf8.GetBytes((Invoke-Jf $utf8.GetString([Convert]::FromBase64String($lines[2])))))
      } catch {
      $answer = 'no ' + [Convert]::ToBase64String($utf8.GetBytes([string]$_))
      }
      [Console]::Out.WriteLine($lines[0] + ' ' + $answer)
      """;

  private final String token = UUID.randomUUID().toString();
  private final byte[] input;

  /** A call with these definitions and that request. */
  public OneShot(String definitions, String request) {
    this.input =
        String.join("\n", token, base64(definitions), base64(request), "")
            .getBytes(StandardCharsets.US_ASCII);
  }

  private static String base64(String text) {
    return BASE64.encode(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The program and its arguments; nothing of what it is told is in them. */
  public static ImmutableList<String> command() {
    byte[] script = LOADER.getBytes(StandardCharsets.UTF_16LE);
    return ImmutableList.of(
        "powershell.exe",
        "-NoLogo",
        "-NoProfile",
        "-NonInteractive",
        "-ExecutionPolicy",
        "Bypass",
        "-EncodedCommand",
        BASE64.encode(script));
  }

  /** What it reads. */
  public byte[] input() {
    return input.clone();
  }

  /**
   * Its answer, from all that it printed.
   *
   * @param complaint what it printed as errors, for where there is none
   * @throws Helper.HelperException where it says that it failed, or nothing
   */
  public String answer(String printed, String complaint) throws Helper.HelperException {
    Optional<List<String>> words =
        printed
            .lines()
            .map(line -> Splitter.on(' ').splitToList(line.strip()))
            .filter(line -> line.size() == 3 && line.getFirst().equals(token))
            .findFirst();
    if (words.isEmpty()) {
      throw new Helper.HelperException(
          "PowerShell did not answer: " + (complaint.isBlank() ? printed : complaint).strip());
    }
    String text = decoded(words.get().get(2));
    if (words.get().get(1).equals("ok")) {
      return text;
    }
    throw new Helper.HelperException("PowerShell could not carry it out: " + text);
  }

  private static String decoded(String base64) throws Helper.HelperException {
    try {
      return new String(BASE64.decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Helper.HelperException("the guest's answer is not Base64");
    }
  }
}
