package dev.javaform.module;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Why a task fails on a host: full sentences saying what, why, and what to do. */
public final class ModuleFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Map<String, Object> returns;
  private final Showing showing;

  public ModuleFailure(String message) {
    this(message, Map.of());
  }

  /**
   * @param returns values for {@code register}, beside the message
   */
  public ModuleFailure(String message, Map<String, Object> returns) {
    this(message, returns, Showing.OUTCOME);
  }

  /**
   * @param returns values for {@code register}, beside the message
   * @param showing how much of them people see
   */
  public ModuleFailure(String message, Map<String, Object> returns, Showing showing) {
    super(message);
    this.showing = showing;
    this.returns = Collections.unmodifiableMap(new LinkedHashMap<>(returns));
  }

  /** What {@code register} gets beside the message. */
  public Map<String, Object> returns() {
    return returns;
  }

  /** How much of that people see. */
  public Showing showing() {
    return showing;
  }
}
