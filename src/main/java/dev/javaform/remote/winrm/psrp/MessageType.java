package dev.javaform.remote.winrm.psrp;

import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.Optional;

/** What messages are about (MS-PSRP 2.2.1). */
enum MessageType {
  SESSION_CAPABILITY(0x00010002),
  INIT_RUNSPACEPOOL(0x00010004),
  PUBLIC_KEY(0x00010005),
  ENCRYPTED_SESSION_KEY(0x00010006),
  PUBLIC_KEY_REQUEST(0x00010007),
  RUNSPACEPOOL_STATE(0x00021005),
  CREATE_PIPELINE(0x00021006),
  USER_EVENT(0x00021008),
  APPLICATION_PRIVATE_DATA(0x00021009),
  RUNSPACEPOOL_HOST_CALL(0x00021100),
  PIPELINE_INPUT(0x00041002),
  END_OF_PIPELINE_INPUT(0x00041003),
  PIPELINE_OUTPUT(0x00041004),
  ERROR_RECORD(0x00041005),
  PIPELINE_STATE(0x00041006),
  DEBUG_RECORD(0x00041007),
  VERBOSE_RECORD(0x00041008),
  WARNING_RECORD(0x00041009),
  PROGRESS_RECORD(0x00041010),
  INFORMATION_RECORD(0x00041011),
  PIPELINE_HOST_CALL(0x00041100);

  private static final ImmutableMap<Integer, MessageType> BY_CODE =
      Arrays.stream(values()).collect(ImmutableMap.toImmutableMap(MessageType::code, type -> type));

  private final int code;

  MessageType(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static Optional<MessageType> of(int code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }
}
