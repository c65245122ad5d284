package dev.javaform.modules.linux;

import dev.javaform.module.Content;

/** Puts together what a probe of sections would print. */
public final class ProbeText {

  private final StringBuilder text = new StringBuilder();

  public ProbeText section(String title, String lines) {
    text.append("\n= ").append(title).append('\n');
    lines.lines().forEach(line -> text.append('|').append(line).append('\n'));
    return this;
  }

  public ProbeText file(String path, String content) {
    return section("file " + Content.of(content).digest() + " " + path, content);
  }

  /** With what another would print after it. */
  public ProbeText text(ProbeText more) {
    text.append(more.text);
    return this;
  }

  public String print() {
    return text.toString();
  }
}
