package dev.javaform.remote.winrm.psrp;

import dev.javaform.remote.winrm.wsman.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts the streams of a host's answers into small ones. */
record Cut(Transport host, int size) implements Transport {

  private static final Pattern STREAM =
      Pattern.compile("(<rsp:Stream [^>]*>)([A-Za-z0-9+/=]+)(</rsp:Stream>)");

  @Override
  public Answer post(byte[] envelope, Duration patience) throws IOException {
    Answer answer = host.post(envelope, patience);
    String text = new String(answer.envelope(), StandardCharsets.UTF_8);
    String cut = STREAM.matcher(text).replaceAll(found -> Matcher.quoteReplacement(cut(found)));
    return new Answer(answer.status(), cut.getBytes(StandardCharsets.UTF_8));
  }

  private String cut(MatchResult stream) {
    byte[] all = Base64.getDecoder().decode(stream.group(2));
    StringBuilder pieces = new StringBuilder();
    for (int at = 0; at < all.length; at += size) {
      byte[] piece = Arrays.copyOfRange(all, at, Math.min(all.length, at + size));
      pieces.append(stream.group(1));
      pieces.append(Base64.getEncoder().encodeToString(piece)).append(stream.group(3));
    }
    return pieces.toString();
  }

  @Override
  public void close() throws IOException {
    host.close();
  }
}
