package dev.javaform.engine;

import com.google.common.collect.Lists;
import dev.javaform.module.Module;
import dev.javaform.module.Output;
import dev.javaform.module.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is known of one host without asking: answers that came ahead, and, in check mode, the states
 * that earlier tasks would have left. For one thread at a time.
 *
 * <p>An answer holds until something acts on the host, or something acts from elsewhere that may
 * reach it, or it is a minute old because other hosts kept this one waiting; then it is dropped. A
 * predicted state is stronger than an answer, and holds for the rest of the run.
 */
final class Knowledge {

  private static final int FIRST_REACH = 32;
  private static final int FARTHEST_REACH = 64;
  private static final int NEAREST_REACH = 2;
  private static final long SHELF_LIFE = Duration.ofMinutes(1).toNanos();

  private final AtomicLong world;
  private final Map<Question, Output> answers = new HashMap<>();
  private final Map<Script, Object> predictions = new LinkedHashMap<>();
  private long seenWorld;
  private long oldest;
  private int reach = FIRST_REACH;
  private final List<PendingChange> pending = new ArrayList<>();

  /**
   * @param world counts what happens that may reach any host: answers do not outlive a change of it
   */
  Knowledge(AtomicLong world) {
    this.world = world;
  }

  Optional<Output> answer(Question question) {
    dropStale();
    return Optional.ofNullable(answers.get(question));
  }

  boolean knows(Question question) {
    dropStale();
    return answers.containsKey(question) || predictions.containsKey(question.script());
  }

  void learn(Question question, Output answer) {
    dropStale();
    if (answers.isEmpty()) {
      oldest = System.nanoTime();
    }
    answers.put(question, answer);
  }

  private void dropStale() {
    long now = world.get();
    if (now != seenWorld || System.nanoTime() - oldest > SHELF_LIFE) {
      answers.clear();
      seenWorld = now;
    }
  }

  /** The state of that type that an earlier task would have left. */
  <S> Optional<S> predicted(Question question, Class<S> type) {
    return Optional.ofNullable(predictions.get(question.script()))
        .filter(type::isInstance)
        .map(type::cast);
  }

  void predict(Question question, Object after) {
    predictions.remove(question.script()); // the latest stands last
    predictions.put(question.script(), after);
  }

  /** The states that earlier tasks would have left, oldest first. */
  List<Object> planned() {
    return List.copyOf(predictions.values());
  }

  /** The latest change that check mode left out and that a failure of this module may rest on. */
  Optional<PendingChange> bearingOn(Module<?> module) {
    return Lists.reverse(pending).stream().filter(change -> change.bearsOn(module)).findFirst();
  }

  /** Check mode leaves this change out. */
  void pend(PendingChange change) {
    pending.add(change);
  }

  /** Something acts on the host: no answer counts any more, and less is asked ahead. */
  void forget() {
    answers.clear();
    reach = Math.max(NEAREST_REACH, reach / 2);
  }

  /** Something acts that may reach any host. */
  void forgetEverywhere() {
    world.incrementAndGet();
  }

  /** How many tasks ahead are worth asking about. */
  int reach() {
    return reach;
  }

  /** A batch was asked and nothing acted since: ask farther ahead. */
  void reachFarther() {
    reach = Math.min(FARTHEST_REACH, reach * 2);
  }
}
