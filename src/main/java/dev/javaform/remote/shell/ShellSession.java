package dev.javaform.remote.shell;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Output;
import dev.javaform.module.Script;
import dev.javaform.module.Secret;
import dev.javaform.module.Step;
import dev.javaform.remote.Become;
import dev.javaform.remote.BecomeException;
import dev.javaform.remote.Limit;
import dev.javaform.remote.Reply;
import dev.javaform.remote.Session;
import dev.javaform.remote.Target;
import dev.javaform.remote.UnreachableException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The session of one user: a {@link ShellProcess} that is started anew when it was killed. */
final class ShellSession implements Session {
  /** How long a shell that ended may take to hand over what it printed. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final Carrier carrier;
  private final Target.Posix target;
  private final Become become;
  private final Runnable trip;
  private final Limit limit;
  private final Censor censor;
  private final Uploads uploads;
  private volatile Optional<ShellProcess> shell = Optional.empty();

  ShellSession(Carrier carrier, Target.Posix target, Become become, Runnable trip) {
    this.carrier = carrier;
    this.target = target;
    this.become = become;
    this.trip = trip;
    this.limit = Limit.login(target.common().loginPatience());
    this.censor = Censor.of(secrets());
    this.uploads =
        new Uploads(
            carrier,
            target.shell(),
            this::login,
            this::patience,
            target.common().commandPatience(),
            trip);
  }

  private List<Secret> secrets() {
    return Stream.concat(target.secrets().stream(), become.password().stream()).toList();
  }

  /** Starts the shell; where another user is wanted, also makes sure that it is there. */
  void open() throws IOException, BecomeException, InterruptedException {
    Deadline deadline = patience();
    String token = Nonce.random();
    Inbox inbox = new Inbox(token);
    Login login = login();
    trip.run();
    Wire wire = login.start(carrier, inbox, Script.Sh.quote(target.shell()), deadline);
    ShellProcess started = new ShellProcess(wire, inbox, greeting(token), trip);
    shell = Optional.of(started);
    if (become.method().isPresent()) {
      prove(started, login, deadline);
    }
  }

  private Login login() {
    return new Login(become, limit, censor);
  }

  /** How long a login is waited for that begins now. */
  private Deadline patience() {
    return Deadline.in(limit.time(), carrier.clock());
  }

  private String greeting(String token) {
    return Driver.start(token, target.shell(), become.method().isPresent());
  }

  private void prove(ShellProcess started, Login login, Deadline deadline)
      throws BecomeException, InterruptedException {
    try {
      if (started.greet(deadline)) {
        carrier.greeted();
        return;
      }
    } catch (ProtocolException e) {
      close();
      throw login.refusal(e.getMessage());
    } catch (IOException e) {
      started.inbox().awaitEnd(Deadline.in(LAST_WORDS)); // it ended: what it printed says why
    }
    String said = started.inbox().pending();
    boolean silent = !started.inbox().isClosed();
    close();
    throw login.refusal(silent ? said + Refusal.SILENCE : said);
  }

  @Override
  public Reply exchange(
      List<Step.OnHost> steps, List<Script> probes, Map<String, String> environment)
      throws UnreachableException, InterruptedException {
    try {
      return new Work(environment).reply(steps, probes);
    } catch (IOException e) {
      close();
      throw new UnreachableException(e.getMessage(), e);
    }
  }

  /** Ends the shell and what runs in it. */
  void close() {
    shell.ifPresent(ShellProcess::close);
    shell = Optional.empty();
  }

  /** One call of {@link #exchange}. */
  private final class Work {
    private final Map<String, String> environment;
    private final List<Output> performed = new ArrayList<>();
    private final List<Job> waiting = new ArrayList<>();
    private boolean failed;

    Work(Map<String, String> environment) {
      this.environment = environment;
    }

    Reply reply(List<Step.OnHost> steps, List<Script> probes)
        throws IOException, InterruptedException {
      int next = 0;
      while (next < steps.size() && !failed) {
        int many = Puts.together(steps, next);
        if (many == 0) {
          add(steps.get(next++));
        } else {
          addAll(steps.subList(next, next + many));
          next += many;
        }
      }
      List<Output> answers = failed ? List.of() : answers(probes);
      return new Reply(ImmutableList.copyOf(performed), ImmutableList.copyOf(answers));
    }

    private void add(Step.OnHost step) throws IOException, InterruptedException {
      switch (step) {
        case Step.Run run -> addRun(run);
        case Step.Put put -> addPut(put);
      }
    }

    private void addRun(Step.Run run) throws IOException, InterruptedException {
      waiting.add(Job.step(run.script(), run.accepted(), environment));
    }

    private void addPut(Step.Put put) throws IOException, InterruptedException {
      if (put.content().size() <= Put.SMALL) {
        waiting.add(Job.step(Put.whole(put), ImmutableSet.of(0), environment));
        return;
      }
      flush();
      if (!failed) {
        addLarge(put);
      }
    }

    private void addLarge(Step.Put put) throws IOException, InterruptedException {
      Output uploaded = uploads.run(put);
      if (uploaded.isSuccess()) {
        Script rest = Put.staged(put, uploaded.stdout());
        waiting.add(Job.step(rest, ImmutableSet.of(0), environment));
      } else {
        performed.add(uploaded);
        failed = true;
      }
    }

    /** Puts many small files in place at once, or, where the host declines, one by one. */
    private void addAll(List<Step.OnHost> puts) throws IOException, InterruptedException {
      flush();
      if (failed) {
        return;
      }
      Output output = together(Puts.of(puts.stream().map(Step.Put.class::cast).toList()));
      if (output.stdout().equals(Puts.DECLINED)) {
        for (Step.OnHost put : puts) {
          add(put);
        }
      } else if (output.isSuccess()) {
        puts.forEach(_ -> performed.add(output));
      } else {
        performed.add(output);
        failed = true;
      }
    }

    private Output together(Puts puts) throws IOException, InterruptedException {
      Output uploaded = uploads.run(puts.carrier());
      if (!uploaded.isSuccess()) {
        return Output.of(0, Puts.DECLINED, "");
      }
      Script script = puts.script(uploaded.stdout());
      return run(List.of(Job.step(script, ImmutableSet.of(0), environment))).getFirst();
    }

    private void flush() throws IOException, InterruptedException {
      if (!waiting.isEmpty()) {
        answers(List.of());
      }
    }

    /** Carries out what is waiting, then the probes; returns the probes' outputs. */
    private List<Output> answers(List<Script> probes) throws IOException, InterruptedException {
      int steps = waiting.size();
      List<Job> jobs = new ArrayList<>(waiting);
      waiting.clear();
      if (!probes.isEmpty()) {
        jobs.add(Job.probes(probes, environment, target.common().commandPatience()));
      }
      if (jobs.isEmpty()) {
        return List.of();
      }
      List<Output> outputs = run(jobs);
      int done = Math.min(steps, outputs.size());
      performed.addAll(outputs.subList(0, done));
      failed = done < steps || (done > 0 && !accepts(jobs.get(done - 1), outputs.get(done - 1)));
      return failed ? List.of() : complete(outputs.subList(done, outputs.size()), probes);
    }

    private boolean accepts(Job step, Output output) {
      return step.accepted().contains(output.status());
    }

    /** A probe that was cut short took the ones behind it along: they are asked again. */
    private List<Output> complete(List<Output> answers, List<Script> probes)
        throws IOException, InterruptedException {
      if (answers.size() == probes.size()) {
        return answers;
      }
      List<Output> all = new ArrayList<>(answers);
      all.addAll(answers(probes.subList(answers.size(), probes.size())));
      return all;
    }
  }

  /**
   * The jobs' outputs. A shell that was dead before it began with them is replaced, once; one that
   * died on the way takes the script under way with it.
   */
  private List<Output> run(List<Job> jobs) throws IOException, InterruptedException {
    boolean fresh = shell.isEmpty();
    if (fresh) {
      renew();
    }
    ShellProcess current = shell.get();
    Optional<Exchange> exchange = Optional.empty();
    try {
      exchange = Optional.of(current.begin(jobs, target.common().commandPatience()));
      requireHello(current, exchange.get());
      exchange.get().follow();
      return exchange.get().outputs();
    } catch (IOException e) {
      boolean begun = exchange.isPresent() && exchange.get().hasBegun();
      close();
      if (isLost(current, e) || (fresh && !begun)) {
        throw broken(current, e);
      }
      return begun ? wreck(current, exchange.get()) : run(jobs);
    } finally {
      if (shell.isEmpty()) {
        current.inbox().discard();
      }
    }
  }

  /** Whether it makes no sense to start another shell in the place of one that broke. */
  private boolean isLost(ShellProcess current, IOException cause) {
    return !carrier.isOpen() || !current.isGreeted() || cause instanceof ProtocolException;
  }

  private void renew() throws IOException, InterruptedException {
    try {
      open();
    } catch (BecomeException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private void requireHello(ShellProcess current, Exchange exchange)
      throws IOException, InterruptedException {
    boolean isNew = !current.isGreeted();
    if (!exchange.awaitHello(patience())) {
      throw new LateException(limit);
    }
    if (isNew) {
      carrier.greeted();
    }
  }

  /** A limit is over. */
  private static final class LateException extends IOException {
    private static final long serialVersionUID = 1;

    LateException(Limit limit) {
      super(limit.within());
    }
  }

  private static List<Output> wreck(ShellProcess current, Exchange exchange) {
    List<Output> outputs = new ArrayList<>(exchange.outputs());
    outputs.add(current.wreck(exchange.fate()));
    return outputs;
  }

  private IOException broken(ShellProcess current, IOException cause) {
    String reason = censor.line(String.valueOf(cause.getMessage()));
    if (cause instanceof ProtocolException) {
      return new IOException(
          "what answers on "
              + carrier.place()
              + " does not keep to the protocol of the shell "
              + Escaped.line(target.shell())
              + ": "
              + reason
              + ". Check the login shell of that user and its start-up files",
          cause);
    }
    if (cause instanceof StalledException) {
      return cause;
    }
    if (current.isGreeted()) {
      String what = reason.isEmpty() ? "the host closed it" : reason;
      return new IOException("the connection to " + carrier.place() + " broke: " + what, cause);
    }
    String said = censor.line(current.inbox().pending());
    return new IOException(
        "the shell "
            + Escaped.line(target.shell())
            + " on "
            + carrier.place()
            + " never answered"
            + how(cause, reason)
            + "; what came instead: "
            + (said.isEmpty() ? "nothing" : said)
            + ". Check the login shell of that user and its start-up files",
        cause);
  }

  private static String how(IOException cause, String reason) {
    if (cause instanceof LateException) {
      return " " + reason;
    }
    return reason.isEmpty() ? "" : " (" + reason + ")";
  }
}
