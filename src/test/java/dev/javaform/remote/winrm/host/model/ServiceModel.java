package dev.javaform.remote.winrm.host.model;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The services of a guest: those that game machines are rid of, and some that others need. Fax and
 * WMPNetworkSvc are not there, as on Windows 11.
 */
public final class ServiceModel implements ResourceModel {

  private static final String STARTED = "started";
  private static final String STOPPED = "stopped";
  private static final String DISABLED = "disabled";

  /** What is told to a service and is no part of its state. */
  private static final ImmutableSet<String> EVENTS =
      ImmutableSet.of("force", "restart", "password");

  private final Map<String, Map<String, Object>> services =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  ServiceModel() {
    for (String name : List.of("RpcSs", "DiagTrack", "SysMain", "Spooler", "WinRM", "TrkWks")) {
      add(name, "auto", STARTED);
    }
    List.of("WSearch", "MapsBroker").forEach(name -> add(name, "delayed", STARTED));
    for (String name :
        List.of(
            "lfsvc",
            "RetailDemo",
            "wisvc",
            "WerSvc",
            "PhoneSvc",
            "dmwappushservice",
            "wuauserv",
            "XblAuthManager",
            "XblGameSave",
            "XboxGipSvc",
            "XboxNetApiSvc")) {
      add(name, "manual", STOPPED);
    }
    add("RemoteRegistry", DISABLED, STOPPED);
    add("AudioEndpointBuilder", "auto", STARTED);
    add("Audiosrv", "auto", STARTED).put("dependencies", List.of("AudioEndpointBuilder", "RpcSs"));
  }

  private Map<String, Object> add(String name, String mode, String state) {
    Map<String, Object> service = new LinkedHashMap<>();
    service.put("exists", true);
    service.put("name", name);
    service.put("display_name", name + " service");
    service.put("state", state);
    service.put("start_mode", mode);
    service.put("path", "C:\\Windows\\system32\\svchost.exe -k " + name);
    service.put("description", "");
    service.put("username", "LocalSystem");
    service.put("service_type", "win32_own_process");
    service.put("desktop_interact", false);
    service.put("dependencies", List.of());
    service.put("can_pause_and_continue", false);
    service.put("load_order_group", "");
    service.put("error_control", "normal");
    service.put("sid_info", "none");
    service.put("required_privileges", List.of());
    service.put("pre_shutdown_timeout", null);
    service.put("failure_actions", List.of());
    service.put("failure_command", "");
    service.put("failure_reboot_msg", "");
    service.put("failure_flag", false);
    services.put(name, service);
    return service;
  }

  private Optional<Map<String, Object>> find(Map<String, Object> select) {
    String name = ResourceModel.text(select, "name");
    return Optional.ofNullable(services.get(name))
        .or(
            () ->
                services.values().stream()
                    .filter(each -> name.equalsIgnoreCase("" + each.get("display_name")))
                    .findFirst());
  }

  /** Who cannot do without it. */
  private List<Map<String, Object>> needing(Object name) {
    List<Map<String, Object>> needing = new ArrayList<>();
    for (Map<String, Object> other : services.values()) {
      boolean needs =
          ((List<?>) other.get("dependencies"))
              .stream().anyMatch(each -> each.toString().equalsIgnoreCase(name.toString()));
      if (needs) {
        needing.add(other);
      }
    }
    return needing;
  }

  @Override
  public Map<String, Object> read(Map<String, Object> select) {
    Optional<Map<String, Object>> found = find(select);
    if (found.isEmpty()) {
      return Map.of("exists", false);
    }
    Map<String, Object> state = new LinkedHashMap<>(found.get());
    state.put(
        "depended_by", needing(state.get("name")).stream().map(each -> each.get("name")).toList());
    return state;
  }

  @Override
  public Optional<Object> write(Map<String, Object> select, Map<String, Object> set)
      throws ModelException {
    Optional<Map<String, Object>> found = find(select);
    boolean force = Boolean.TRUE.equals(set.get("force"));
    if (!Boolean.TRUE.equals(set.get("exists"))) {
      if (found.isPresent()) {
        stop(found.get(), force);
        services.remove(found.get().get("name").toString());
      }
      return Optional.empty();
    }
    change(found.isPresent() ? found.get() : made(select, set), set, force);
    return Optional.empty();
  }

  private Map<String, Object> made(Map<String, Object> select, Map<String, Object> set)
      throws ModelException {
    if (!set.containsKey("path")) {
      throw new ModelException(
          "sc.exe ended with 1060: The specified service does not exist as an installed service.");
    }
    return add(ResourceModel.text(select, "name"), "auto", STOPPED);
  }

  private void change(Map<String, Object> service, Map<String, Object> set, boolean force)
      throws ModelException {
    Object state = service.get("state");
    set.forEach(
        (name, value) -> {
          if (!EVENTS.contains(name) && !name.equals("state")) {
            service.put(name, value);
          }
        });
    Object wanted = set.getOrDefault("state", state);
    if (STOPPED.equals(wanted)) {
      stop(service, force);
    } else if (STARTED.equals(wanted) && !STARTED.equals(state)) {
      start(service);
    } else {
      service.put("state", wanted);
    }
  }

  private static void start(Map<String, Object> service) throws ModelException {
    if (DISABLED.equals(service.get("start_mode"))) {
      throw new ModelException(
          "Service '%s' cannot be started: it is disabled.".formatted(service.get("name")));
    }
    service.put("state", STARTED);
  }

  private void stop(Map<String, Object> service, boolean force) throws ModelException {
    if (STOPPED.equals(service.get("state"))) {
      return;
    }
    for (Map<String, Object> other : needing(service.get("name"))) {
      if (STARTED.equals(other.get("state")) && !force) {
        throw new ModelException(
            "Cannot stop service '%s' because it has dependent services."
                .formatted(service.get("name")));
      }
      stop(other, force);
    }
    service.put("state", STOPPED);
  }
}
