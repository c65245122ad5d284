package dev.javaform.template.document;

import dev.javaform.template.Delimiters;
import dev.javaform.template.expression.Backslashes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Templates by their text: each is parsed once. Safe for use by many threads. */
public final class Documents {

  private static final int LARGEST_CACHE = 10_000;
  private static final Scanner PRINTS = new PrintScanner();

  /** Loaded with its classes when the first template with a tag comes. */
  private static final class Tags {
    private static final Scanner SCANNER = new JinjavaScanner();
  }

  private record Key(
      String text, Whitespace whitespace, Backslashes escapes, Delimiters delimiters) {}

  private final Map<Key, Document> parsed = new ConcurrentHashMap<>();

  /** The parsed template. Fails on bad syntax. */
  public Document parse(String text, Whitespace whitespace, Backslashes escapes) {
    return parse(text, whitespace, escapes, Delimiters.ANSIBLE);
  }

  /** The same for a template that may have delimiters of its own. */
  public Document parse(
      String text, Whitespace whitespace, Backslashes escapes, Delimiters delimiters) {
    Key key = new Key(text, whitespace, escapes, delimiters);
    Document known = parsed.get(key);
    if (known != null) {
      return known;
    }
    if (parsed.size() > LARGEST_CACHE) {
      parsed.clear();
    }
    Document fresh = read(key);
    parsed.put(key, fresh);
    return fresh;
  }

  private static Document read(Key key) {
    List<Piece> pieces = key.whitespace().applied(scanner(key).pieces(key.text()));
    return new Document(key.text(), new StatementParser(pieces, key.escapes()).all());
  }

  private static Scanner scanner(Key key) {
    if (!key.delimiters().equals(Delimiters.ANSIBLE)) {
      return new DelimitedScanner(key.delimiters());
    }
    return key.text().contains("{%") ? Tags.SCANNER : PRINTS;
  }
}
