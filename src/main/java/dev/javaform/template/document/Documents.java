package dev.javaform.template.document;

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

  private record Key(String text, Whitespace whitespace, Backslashes escapes) {}

  private final Map<Key, Document> parsed = new ConcurrentHashMap<>();

  /** The parsed template. Fails on bad syntax. */
  public Document parse(String text, Whitespace whitespace, Backslashes escapes) {
    Key key = new Key(text, whitespace, escapes);
    Document known = parsed.get(key);
    if (known != null) {
      return known;
    }
    if (parsed.size() > LARGEST_CACHE) {
      parsed.clear();
    }
    Document fresh = read(text, whitespace, escapes);
    parsed.put(key, fresh);
    return fresh;
  }

  private static Document read(String text, Whitespace whitespace, Backslashes escapes) {
    Scanner scanner = text.contains("{%") ? Tags.SCANNER : PRINTS;
    List<Piece> pieces = whitespace.applied(scanner.pieces(text));
    return new Document(text, new StatementParser(pieces, escapes).all());
  }
}
