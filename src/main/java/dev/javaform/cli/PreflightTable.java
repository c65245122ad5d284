package dev.javaform.cli;

import com.google.common.base.Ascii;
import com.google.common.base.Strings;
import dev.javaform.hardware.picture.Folded;
import dev.javaform.hardware.preflight.Candidate;
import dev.javaform.hardware.preflight.Finding;
import dev.javaform.hardware.preflight.Judgement;
import dev.javaform.hardware.preflight.Portrait;
import dev.javaform.hardware.preflight.Proposal;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The judgement of a machine in lines for people: the verdict first, pictures last. */
final class PreflightTable {

  private static final int WORD = 8;
  private static final Pattern COMMENT = Pattern.compile("[# ]*# +");

  private final JudgedMachine judged;
  private final int width;
  private final Folded text;

  private PreflightTable(JudgedMachine judged, int width) {
    this.judged = judged;
    this.width = width;
    this.text = new Folded(width);
  }

  static String of(String name, JudgedMachine judged, int width) {
    return new PreflightTable(judged, width).table(name);
  }

  private String table(String name) {
    text.line("", "  ", name + ": " + verdict(judged.judgement()));
    judged.judgement().findings().stream()
        .sorted(Comparator.comparing(each -> each.rule().severity()))
        .forEach(this::finding);
    text.gap();
    proposal(judged.judgement().proposal());
    text.gap();
    return text
        + Portrait.groups(judged.machine(), judged.intent()).lines(width)
        + (judged.machine().processors().groups().isEmpty() ? "" : "\n" + cores());
  }

  private void proposal(Proposal proposal) {
    if (proposal.all().isEmpty()) {
      text.line("", "  ", "Nothing here can be proposed for a guest.");
    } else {
      text.line("", "  ", "For the host's variables:");
      text.gap();
      proposal.yaml().lines().forEach(line -> text.line("", comment(line), line));
    }
  }

  /** A comment that is folded goes on as one: what is shown can be pasted as it is. */
  private static String comment(String line) {
    Matcher mark = COMMENT.matcher(line);
    return mark.lookingAt() ? mark.group() : "";
  }

  private String cores() {
    return Portrait.cores(judged.machine(), judged.intent()).lines(width);
  }

  /** One sentence. */
  static String verdict(Judgement judgement) {
    if (!judgement.allows()) {
      return "cannot pass devices through: "
          + judgement.findings().stream()
              .filter(Finding::blocks)
              .map(each -> each.rule().title())
              .distinct()
              .collect(Collectors.joining("; "))
          + ".";
    }
    if (judgement.functions().isEmpty()) {
      return judgement.proposal().cards().stream().anyMatch(Candidate::isReady)
          ? "can be prepared for passing devices through; none is named yet."
          : "no graphics card of it can go to a guest as it is; none is named yet.";
    }
    return "can pass %s through."
        .formatted(
            judgement.functions().stream()
                .map(each -> each.address())
                .collect(Collectors.joining(", ")));
  }

  private void finding(Finding each) {
    String word = each.accepted() ? "accepted" : Ascii.toLowerCase(each.rule().severity().name());
    String first = "  " + Strings.padEnd(word, WORD, ' ') + "  ";
    String blanks = Strings.repeat(" ", first.length());
    text.line(first, blanks, each.rule().title() + " (" + each.rule().id() + ")");
    text.line(blanks, blanks, each.evidence());
    text.line(blanks + "-> ", blanks + "   ", each.remedy());
  }
}
