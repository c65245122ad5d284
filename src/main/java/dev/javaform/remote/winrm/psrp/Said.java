package dev.javaform.remote.winrm.psrp;

import com.google.common.collect.ImmutableList;
import dev.javaform.remote.winrm.clixml.Clixml;
import dev.javaform.remote.winrm.clixml.ClixmlException;
import dev.javaform.remote.winrm.clixml.Obj;
import java.util.Optional;

/** Gathers what one pipeline says, up to a size. */
final class Said {

  private final int most;
  private final ImmutableList.Builder<Object> outputs = ImmutableList.builder();
  private final ImmutableList.Builder<ErrorRecord> errors = ImmutableList.builder();
  private final ImmutableList.Builder<String> warnings = ImmutableList.builder();
  private final ImmutableList.Builder<String> verbose = ImmutableList.builder();
  private final ImmutableList.Builder<String> debug = ImmutableList.builder();
  private final ImmutableList.Builder<String> information = ImmutableList.builder();
  private final ImmutableList.Builder<HostCall> hostCalls = ImmutableList.builder();
  private Optional<ErrorRecord> terminating = Optional.empty();
  private Optional<PipelineResult.State> state = Optional.empty();
  private long size;

  /**
   * @param most how many bytes are kept
   */
  Said(int most) {
    this.most = most;
  }

  /**
   * Takes a message.
   *
   * @throws TooLargeException where that would be too much
   */
  void take(Message message) throws ClixmlException, PoolGoneException, TooLargeException {
    Optional<MessageType> type = MessageType.of(message.code());
    if (type.isEmpty() || type.get() == MessageType.PROGRESS_RECORD) {
      return;
    }
    size += message.data().length;
    if (size > most) {
      throw new TooLargeException("its output is larger than %,d bytes".formatted(most));
    }
    take(type.get(), Clixml.readOne(message.data()));
  }

  private void take(MessageType type, Object value) throws PoolGoneException {
    switch (type) {
      case PIPELINE_OUTPUT -> outputs.add(value);
      case ERROR_RECORD -> errors.add(ErrorRecord.of(value));
      case WARNING_RECORD -> warnings.add(text(value));
      case VERBOSE_RECORD -> verbose.add(text(value));
      case DEBUG_RECORD -> debug.add(text(value));
      case INFORMATION_RECORD -> information.add(informationOf(value));
      case PIPELINE_HOST_CALL -> hostCalls.add(HostCall.of(value));
      case PIPELINE_STATE -> state(value);
      case RUNSPACEPOOL_STATE -> PoolState.of(value).requireOpen(true);
      case SESSION_CAPABILITY,
          INIT_RUNSPACEPOOL,
          PUBLIC_KEY,
          ENCRYPTED_SESSION_KEY,
          PUBLIC_KEY_REQUEST,
          CREATE_PIPELINE,
          USER_EVENT,
          APPLICATION_PRIVATE_DATA,
          RUNSPACEPOOL_HOST_CALL,
          PIPELINE_INPUT,
          END_OF_PIPELINE_INPUT,
          PROGRESS_RECORD -> {}
    }
  }

  private static String text(Object value) {
    return switch (value) {
      case Obj record when !record.string("InformationalRecord_Message").isEmpty() ->
          record.string("InformationalRecord_Message");
      case Obj record -> record.text().orElse("");
      default -> value.toString();
    };
  }

  /** What Write-Host prints comes as information, too. */
  private static String informationOf(Object value) {
    return value instanceof Obj record
        ? record.member("MessageData").map(Said::text).orElse("")
        : value.toString();
  }

  private void state(Object value) {
    if (value instanceof Obj told) {
      state =
          switch (told.number("PipelineState").orElse(0)) {
            case 3 -> Optional.of(PipelineResult.State.STOPPED);
            case 4 -> Optional.of(PipelineResult.State.COMPLETED);
            case 5 -> Optional.of(PipelineResult.State.FAILED);
            default -> state;
          };
      terminating =
          told.object("ExceptionAsErrorRecord").map(ErrorRecord::of).or(() -> terminating);
    }
  }

  /** Whether the pipeline has told how it ended. */
  boolean isOver() {
    return state.isPresent();
  }

  /** All of it, of a pipeline that has told how it ended. */
  PipelineResult result() {
    return result(state.orElseThrow(), Optional.empty());
  }

  /** All of it, of a pipeline that we have stopped. */
  PipelineResult cut(String why) {
    return result(state.orElse(PipelineResult.State.STOPPED), Optional.of(why));
  }

  private PipelineResult result(PipelineResult.State end, Optional<String> cut) {
    return new PipelineResult(
        end,
        outputs.build(),
        errors.build(),
        warnings.build(),
        verbose.build(),
        debug.build(),
        information.build(),
        hostCalls.build(),
        terminating,
        cut);
  }
}
