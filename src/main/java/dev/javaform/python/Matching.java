package dev.javaform.python;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;

/**
 * Matches expressions with text that a host may have made: within the time that {@link PatternTime}
 * gives, and with all the stack it takes. java.util.regex calls itself once or more for every turn
 * of a group, where Python does not: {@code (a|b)*} on a long line needs a stack to match.
 */
final class Matching {
  private static final long DEEP = 512L << 20;

  /** Deep stacks are large: few have one at the same time. */
  private static final Semaphore DEEP_STACKS = new Semaphore(2);

  private Matching() {}

  /**
   * What {@code work} makes of the matches; it may be done twice, and must do the same both times.
   *
   * @throws PatternException where the time or the stack does not suffice
   */
  static <T> T of(Regex regex, CharSequence text, Function<Matcher, T> work) {
    PatternTime time = PatternTime.current();
    long start = System.nanoTime();
    long end = time.end();
    try {
      return attempt(regex, text, end, work);
    } catch (Watched.OverException _) {
      throw tooSlow(regex, time);
    } finally {
      time.spend(System.nanoTime() - start);
    }
  }

  private static <T> T attempt(
      Regex regex, CharSequence text, long end, Function<Matcher, T> work) {
    try {
      return work.apply(regex.pattern().matcher(new Watched(text, end)));
    } catch (StackOverflowError _) {
      return deep(regex, text, end, work);
    }
  }

  private static <T> T deep(Regex regex, CharSequence text, long end, Function<Matcher, T> work) {
    try {
      if (!DEEP_STACKS.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw new Watched.OverException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Watched.OverException();
    }
    try {
      return onThreadOfItsOwn(() -> work.apply(regex.pattern().matcher(new Watched(text, end))));
    } catch (StackOverflowError _) {
      throw tooDeep(regex);
    } finally {
      DEEP_STACKS.release();
    }
  }

  private interface Work<T> {
    T get();
  }

  /** A platform thread, as only those have a stack of a size that one can choose. */
  private static <T> T onThreadOfItsOwn(Work<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Runnable task =
        () -> {
          try {
            result.complete(work.get());
          } catch (Throwable t) { // it belongs to whoever waits
            result.completeExceptionally(t);
          }
        };
    Thread thread = new Thread(null, task, "javaform-pattern", DEEP);
    thread.setDaemon(true);
    thread.start();
    try {
      return result.join(); // the text ends by itself
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        default -> throw e;
      }
    }
  }

  private static PatternException tooSlow(Regex regex, PatternTime time) {
    return new PatternException(
        ("The regular expression '%s' did not finish on this text within %s s; one that can match"
                + " the same letters in many ways, such as (a+)+ or (a|ab)*, tries them all: write it"
                + " so that there is only one.")
            .formatted(RegexSyntaxException.shown(regex.expression()), seconds(time)));
  }

  private static String seconds(PatternTime time) {
    return String.valueOf(Math.max(1, time.whole().toSeconds()));
  }

  private static PatternException tooDeep(Regex regex) {
    return new PatternException(
        ("The regular expression '%s' repeats a group too often on this text; write a set instead of"
                + " alternatives, such as [ab]* instead of (a|b)*.")
            .formatted(RegexSyntaxException.shown(regex.expression())));
  }
}
