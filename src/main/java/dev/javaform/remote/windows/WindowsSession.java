package dev.javaform.remote.windows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Output;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.remote.Reply;
import dev.javaform.remote.Session;
import dev.javaform.remote.UnreachableException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * PowerShell in a guest, kept open. What an exchange is about travels in one call of the helper,
 * but for files that are too large for one, and for what has a time limit of its own.
 */
final class WindowsSession implements Session {

  /** What stopped a call that took too long (timeout(1) has it so). */
  private static final int TIME_UP = 124;

  private static final HelperScript SCRIPT = HelperScript.own();

  private final Helper helper;
  private final Duration patience;
  private final Set<String> sent = new HashSet<>();

  /**
   * @param patience how long what sets no limit of its own may take
   */
  WindowsSession(Helper helper, Duration patience) {
    this.helper = helper;
    this.patience = patience;
  }

  @Override
  public Reply exchange(
      List<Step.OnHost> steps, List<Script> probes, Map<String, String> environment)
      throws UnreachableException, InterruptedException {
    try {
      return new Work(environment).reply(steps, probes);
    } catch (IOException e) {
      throw new UnreachableException(e.getMessage(), e);
    }
  }

  /** One call of {@link #exchange}. */
  private final class Work {
    private final Map<String, String> environment;
    private final List<Output> performed = new ArrayList<>();
    private HelperRequest waiting = new HelperRequest();
    private long bytes;
    private boolean failed;

    Work(Map<String, String> environment) {
      this.environment = environment;
    }

    Reply reply(List<Step.OnHost> steps, List<Script> probes)
        throws IOException, InterruptedException {
      for (Step.OnHost step : steps) {
        if (!failed) {
          add(step);
        }
      }
      List<Output> answers = failed ? List.of() : answers(probes);
      return new Reply(ImmutableList.copyOf(performed), ImmutableList.copyOf(answers));
    }

    private void add(Step.OnHost step) throws IOException, InterruptedException {
      switch (step) {
        case Step.Run run -> run(order(run.script()), run.accepted());
        case Step.Put put -> put(put);
      }
    }

    private void run(Script.PowerShell order, ImmutableSet<Integer> accepted)
        throws IOException, InterruptedException {
      if (order.patience().isEmpty()) {
        waiting.order(order, accepted);
        return;
      }
      flush(patience);
      if (!failed) {
        waiting.order(order, accepted);
        flush(order.patience().get());
      }
    }

    private void put(Step.Put put) throws IOException, InterruptedException {
      long size = put.content().size();
      String token = UUID.randomUUID().toString();
      if (bytes + size > helper.room()) {
        flush(patience);
      }
      if (failed) {
        return;
      }
      bytes += size;
      boolean small = size <= helper.room();
      if (small || send(put, token)) {
        waiting.whole(put, token, small);
      }
    }

    /** Sends a large file in parts; whether all of them arrived. */
    private boolean send(Step.Put put, String token) throws IOException, InterruptedException {
      try (InputStream content = put.content().bytes().openBufferedStream()) {
        boolean begins = true;
        for (byte[] part = content.readNBytes(helper.room());
            part.length > 0;
            part = content.readNBytes(helper.room())) {
          HelperRequest orders = new HelperRequest();
          orders.part(put, token, part, begins);
          Output output = outputs(orders, 1, patience).getFirst();
          if (!output.isSuccess()) {
            performed.add(output);
            failed = true;
            return false;
          }
          begins = false;
        }
      }
      return true;
    }

    private void flush(Duration limit) throws IOException, InterruptedException {
      if (waiting.size() > 0 && !failed) {
        answers(List.of(), limit);
      }
    }

    private List<Output> answers(List<Script> probes) throws IOException, InterruptedException {
      Duration limit =
          probes.stream()
              .flatMap(probe -> probe.patience().stream())
              .max(Duration::compareTo)
              .filter(longest -> longest.compareTo(patience) > 0)
              .orElse(patience);
      return answers(probes, limit);
    }

    /** Carries out what is waiting, then the probes; returns the probes' outputs. */
    private List<Output> answers(List<Script> probes, Duration limit)
        throws IOException, InterruptedException {
      HelperRequest orders = waiting;
      waiting = new HelperRequest();
      bytes = 0;
      int steps = orders.size();
      probes.forEach(probe -> orders.ask(order(probe), steps > 0));
      if (orders.size() == 0) {
        return List.of();
      }
      List<Output> outputs = outputs(orders, steps, limit);
      int done = Math.min(steps, outputs.size());
      performed.addAll(outputs.subList(0, done));
      return failed ? List.of() : outputs.subList(done, outputs.size());
    }

    /** The outputs of the orders up to the first that failed, and of the questions behind them. */
    private List<Output> outputs(HelperRequest orders, int steps, Duration limit)
        throws IOException, InterruptedException {
      HelperAnswer results;
      try {
        results = call(orders, limit);
      } catch (Helper.TimeUpException e) {
        return instead(Output.of(TIME_UP, "", e.getMessage()), orders, steps);
      } catch (Helper.HelperException e) {
        sent.clear(); // what was to be defined may not have been
        return instead(Output.of(1, "", e.getMessage()), orders, steps);
      }
      List<Output> outputs = new ArrayList<>();
      for (int i = 0; i < steps && !failed; i++) {
        outputs.add(results.ofOrder(i));
        failed = !results.isDone(i);
      }
      for (int i = steps; i < orders.size() && !failed; i++) {
        outputs.add(results.ofQuestion(i));
      }
      return outputs;
    }

    private List<Output> instead(Output output, HelperRequest orders, int steps) {
      failed = steps > 0;
      return failed ? List.of(output) : orders.forEach(output);
    }

    private HelperAnswer call(HelperRequest orders, Duration limit)
        throws IOException, InterruptedException {
      long start = System.nanoTime();
      String answer = called(orders, limit);
      return HelperAnswer.of(answer, orders.size(), Duration.ofNanos(System.nanoTime() - start));
    }

    /** What was not begun with, because PowerShell was not there any more, is begun with again. */
    private String called(HelperRequest orders, Duration limit)
        throws IOException, InterruptedException {
      String request = orders.json(environment);
      try {
        return helper.call(definitions(orders), request, limit);
      } catch (Helper.GoneException e) {
        sent.clear();
        if (e.hasBegun()) {
          throw e;
        }
        return helper.call(definitions(orders), request, limit);
      }
    }

    private String definitions(HelperRequest orders) {
      if (helper.forgets()) {
        sent.clear();
      }
      return SCRIPT.missing(orders.types(), sent);
    }
  }

  private static Script.PowerShell order(Script script) {
    return switch (script) {
      case Script.PowerShell order -> order;
      case Script.Either either -> either.windows();
      case Script.Sh other ->
          throw new IllegalStateException("PowerShell was given a script of a shell: " + other);
    };
  }
}
