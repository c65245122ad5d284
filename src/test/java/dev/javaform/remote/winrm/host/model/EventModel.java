package dev.javaform.remote.winrm.host.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Something that happens whenever it is ordered, such as a program that runs. */
public final class EventModel implements ResourceModel {

  /** What comes of it. */
  @FunctionalInterface
  public interface Happening {

    /** What is returned beside states: of a program "rc", "stdout" and "stderr". */
    Map<String, Object> happen(Map<String, Object> select, Map<String, Object> set)
        throws ModelException, InterruptedException;
  }

  private final Map<String, Object> state = new LinkedHashMap<>();
  private final Happening happening;

  /**
   * @param state what is read of it, whatever has happened
   */
  public EventModel(Map<String, Object> state, Happening happening) {
    this.state.putAll(state);
    this.happening = happening;
  }

  /** What a program returns. */
  public static Map<String, Object> ended(int rc, String stdout, String stderr) {
    Map<String, Object> output = new LinkedHashMap<>();
    output.put("rc", rc);
    output.put("stdout", stdout);
    output.put("stderr", stderr);
    return output;
  }

  @Override
  public Map<String, Object> read(Map<String, Object> select) throws ModelException {
    return new LinkedHashMap<>(state);
  }

  @Override
  public Optional<Object> write(Map<String, Object> select, Map<String, Object> set)
      throws ModelException, InterruptedException {
    return Optional.of(happening.happen(select, set));
  }
}
