package dev.javaform.remote.winrm.clixml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What powershell.exe writes to its standard error where nobody watches, as people read it. */
public final class ShownErrors {

  /** The line that announces a document, which follows at once. */
  private static final Pattern DOCUMENT =
      Pattern.compile("#< CLIXML\\s*(<Objs .*?</Objs>)", Pattern.DOTALL);

  private static final String PROGRESS = "progress";

  private ShownErrors() {}

  /**
   * The text with each document in it as the text that this holds, without how far things are; what
   * is none is left as it is.
   */
  public static String of(String stderr) {
    return DOCUMENT
        .matcher(stderr)
        .replaceAll(found -> Matcher.quoteReplacement(text(found.group(1), found.group())));
  }

  private static String text(String document, String whole) {
    StringBuilder text = new StringBuilder();
    try {
      for (ClixmlReader.Streamed each : ClixmlReader.read(document)) {
        if (!each.stream().equals(PROGRESS)) {
          text.append(shown(each.value()));
        }
      }
      return text.toString();
    } catch (ClixmlException _) {
      return whole;
    }
  }

  private static String shown(Object value) {
    return value instanceof Obj obj ? obj.text().orElse("") : value.toString();
  }
}
