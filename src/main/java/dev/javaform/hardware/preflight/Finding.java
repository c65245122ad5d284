package dev.javaform.hardware.preflight;

/**
 * What a rule found on a machine.
 *
 * @param evidence what it is seen by, a full sentence
 * @param remedy what to do, full sentences
 * @param accepted whether it would block, and whoever runs this wants it all the same
 */
public record Finding(Rule rule, String evidence, String remedy, boolean accepted) {

  /** A finding that nobody has accepted. */
  public Finding(Rule rule, String evidence, String remedy) {
    this(rule, evidence, remedy, false);
  }

  /** The same, accepted. */
  Finding accept() {
    return new Finding(rule, evidence, remedy, true);
  }

  /** Whether nothing may be passed through because of it. */
  public boolean blocks() {
    return rule.severity() == Severity.BLOCKS && !accepted;
  }
}
