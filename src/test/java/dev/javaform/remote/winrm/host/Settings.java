package dev.javaform.remote.winrm.host;

import com.google.common.collect.ImmutableMap;
import dev.javaform.remote.winrm.ntlm.NtlmServer.Hardening;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a host is set up, before it starts: as a fresh one, but for what a test says. */
public final class Settings {

  static final String USER = "gamer";
  static final String PASSWORD = "Sw0rdfish!";

  private final Map<String, String> passwords = new LinkedHashMap<>(Map.of(USER, PASSWORD));

  String computer = "WIN11-KVM";
  boolean negotiate = true;
  boolean basic;
  boolean allowUnencrypted;
  Hardening hardening = Hardening.RELAXED;
  int envelope = 500 << 10;
  int shells = 30;
  int operations = 1500;
  int piece = Integer.MAX_VALUE;
  boolean heartbeats;
  Duration idle = Duration.ofHours(2);
  Duration connectionIdle = Duration.ofMinutes(2);

  ImmutableMap<String, String> passwords() {
    return ImmutableMap.copyOf(passwords);
  }

  /** Another account of the host. */
  public Settings account(String user, String password) {
    passwords.put(user, password);
    return this;
  }

  /** Basic authentication; without TLS too where {@link #unencrypted} is said as well. */
  public Settings basic() {
    basic = true;
    return this;
  }

  /** No Negotiate, so no NTLM. */
  public Settings withoutNegotiate() {
    negotiate = false;
    return this;
  }

  /** AllowUnencrypted: takes what is not sealed, without TLS. */
  public Settings unencrypted() {
    allowUnencrypted = true;
    return this;
  }

  /** CbtHardeningLevel. */
  public Settings hardening(Hardening level) {
    hardening = level;
    return this;
  }

  /** MaxEnvelopeSizekb. */
  public Settings envelopeOf(int kilobytes) {
    envelope = kilobytes << 10;
    return this;
  }

  /** MaxShellsPerUser. */
  public Settings shells(int most) {
    shells = most;
    return this;
  }

  /** MaxConcurrentOperationsPerUser. */
  public Settings operations(int most) {
    operations = most;
    return this;
  }

  /** Output comes in pieces of so many bytes, few in each answer. */
  public Settings pieces(int size) {
    piece = size;
    return this;
  }

  /** Every second answer to Receive says that the command is running, and nothing else. */
  public Settings heartbeats() {
    heartbeats = true;
    return this;
  }

  /** How long a shell may be left alone. */
  public Settings idle(Duration most) {
    idle = most;
    return this;
  }

  /** How long a connection may be left alone. */
  public Settings connectionIdle(Duration most) {
    connectionIdle = most;
    return this;
  }
}
