package dev.javaform.remote.winrm.host.model;

import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What a guest is called, where it thinks it is, and when it was started. */
final class MachineModel {

  /** So long a double is away, whatever a real guest takes. */
  private static final Duration AWAY = Duration.ofMillis(500);

  /** Between what is said and what is done of it. */
  private static final ImmutableSet<String> ZONES =
      ImmutableSet.of(
          "UTC", "W. Europe Standard Time", "Pacific Standard Time", "Tokyo Standard Time");

  /** Seconds from 1601 to 1970. */
  private static final long EPOCH = 11_644_473_600L;

  private String zone = "Pacific Standard Time";
  private String name = Accounts.COMPUTER;
  private String active = Accounts.COMPUTER;
  private Instant booted = Instant.now().minusSeconds(3600);
  private Consumer<Duration> reboot = _ -> {};

  /** How the guest is started anew. */
  void rebootBy(Consumer<Duration> how) {
    reboot = how;
  }

  /** It was. */
  void booted() {
    booted = Instant.now();
    active = name;
  }

  Instant lastBoot() {
    return booted;
  }

  /** The name, which counts after the next boot. */
  ResourceModel hostname() {
    return new ResourceModel() {
      @Override
      public Map<String, Object> read(Map<String, Object> select) {
        return Map.of("name", name, "active", active);
      }

      @Override
      public Optional<Object> write(Map<String, Object> select, Map<String, Object> set) {
        name = ResourceModel.text(set, "name");
        return Optional.empty();
      }

      @Override
      public boolean reboots(Map<String, Object> set) {
        return true;
      }
    };
  }

  /** The time zone. */
  ResourceModel timezone() {
    return new ResourceModel() {
      @Override
      public Map<String, Object> read(Map<String, Object> select) {
        String asked = ResourceModel.text(select, "zone");
        return Map.of("timezone", zone, "known", ZONES.contains(asked));
      }

      @Override
      public Optional<Object> write(Map<String, Object> select, Map<String, Object> set)
          throws ModelException {
        String wanted = ResourceModel.text(set, "timezone");
        if (!ZONES.contains(wanted.replace("_dstoff", ""))) {
          throw new ModelException("tzutil.exe /s ended with 1: the time zone is not valid");
        }
        zone = wanted;
        return Optional.empty();
      }
    };
  }

  /** When it was started, and its being started anew. */
  ResourceModel boot() {
    return new ResourceModel() {
      @Override
      public Map<String, Object> read(Map<String, Object> select) throws ModelException {
        String last = fileTime(booted);
        if (last.equals(select.get("after"))) {
          throw new ModelException("Windows has not gone down yet");
        }
        return new LinkedHashMap<>(Map.of("last", last));
      }

      @Override
      public Optional<Object> write(Map<String, Object> select, Map<String, Object> set) {
        Duration delay = Duration.ofSeconds(((Number) set.get("delay")).longValue());
        Thread.ofVirtual().start(() -> restart(delay));
        return Optional.empty();
      }
    };
  }

  private void restart(Duration delay) {
    try {
      Thread.sleep(delay);
      reboot.accept(AWAY);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static String fileTime(Instant time) {
    return "" + ((time.getEpochSecond() + EPOCH) * 10_000_000 + time.getNano() / 100);
  }
}
