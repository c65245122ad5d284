package dev.javaform.remote.winrm.host.model;

import dev.javaform.python.JsonException;
import dev.javaform.python.JsonReader;
import dev.javaform.remote.winrm.host.Engine;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A guest's state, and the helper that tells it and changes it. Each pool has to be told the
 * helper's functions before it can use them, as PowerShell does; what these do is done here. Types
 * that nothing is known of keep what is set.
 */
public final class WindowsModel implements Engine {

  private static final String CALL = "Invoke-Jf";

  private static final Pattern DEFINED =
      Pattern.compile("(?m)^function (?:global:)?([A-Z][a-z]+-Jf\\w*)");

  private final Registry registry = new Registry();
  private final GuestFiles files = new GuestFiles();
  private final MachineModel machine = new MachineModel();
  private final RunModel runs = new RunModel(files);
  private final Map<String, ResourceModel> types = new LinkedHashMap<>();
  private int writes;
  private int requests;

  public WindowsModel() {
    types.put("ping", new PingModel());
    types.put("registry", registry);
    types.put("put", files);
    types.put("service", new ServiceModel());
    PowerModel power = new PowerModel();
    types.put("power_plan", power.plans());
    types.put("power_setting", power.settings());
    types.put("hibernate", new HibernateModel(registry));
    Accounts accounts = new Accounts();
    types.put("local_user", accounts.users());
    types.put("local_group", accounts.groups());
    types.put("group_members", accounts.members());
    types.put("run", runs);
    types.put("powershell", runs.collected());
    types.put("scheduled_task", new TaskModel(accounts));
    types.put("optional_feature", new FeatureModel());
    types.put(
        "defender_exclusions",
        new KeptModel(Map.of("paths", List.of(), "extensions", List.of(), "processes", List.of())));
    types.put("appx", new AppxModel());
    types.put("boot_entry", new BootModel());
    FileModels of = new FileModels(files);
    types.put("file", of.file());
    types.put("tree", of.tree());
    types.put("stat", of.stat());
    types.put("facts", new FactsModel(machine));
    types.put("hostname", machine.hostname());
    types.put("timezone", machine.timezone());
    types.put("boot", machine.boot());
    types.put("auto_logon", new AutoLogonModel(accounts));
    types.put("registry_key", registry.keys());
    types.put("dns_client", new NameServerModel());
    types.put("firewall_rule", new FirewallRuleModel());
    types.put("firewall_profile", new KeptModel(firewall()));
  }

  private static Map<String, Object> firewall() {
    Map<String, Object> profiles = new LinkedHashMap<>();
    for (String profile : List.of("domain", "private", "public")) {
      profiles.put(profile + "_enabled", true);
      profiles.put(profile + "_inbound", "block");
      profiles.put(profile + "_outbound", "allow");
    }
    return profiles;
  }

  /** Whoever asks is answered. */
  private static final class PingModel implements ResourceModel {

    @Override
    public Map<String, Object> read(Map<String, Object> select) {
      Map<String, Object> state = new LinkedHashMap<>();
      state.put("ping", select.get("data"));
      return state;
    }

    @Override
    public Optional<Object> write(Map<String, Object> select, Map<String, Object> set)
        throws ModelException {
      throw new ModelException("nothing can be set of a ping");
    }
  }

  /** Another type of resources, or another model of one. */
  public WindowsModel with(String type, ResourceModel model) {
    types.put(type, model);
    return this;
  }

  /** Its registry. */
  public Registry registry() {
    return registry;
  }

  /** Its files. */
  public GuestFiles files() {
    return files;
  }

  /** What it was told to run. */
  public RunModel runs() {
    return runs;
  }

  /** How often anything was written. */
  public synchronized int writes() {
    return writes;
  }

  /** How often the helper was called. */
  public synchronized int requests() {
    return requests;
  }

  @Override
  public Engine pool() {
    return new Pool();
  }

  @Override
  public void rebootBy(Consumer<Duration> how) {
    machine.rebootBy(how);
  }

  @Override
  public void booted() {
    machine.booted();
  }

  @Override
  public String run(String command, Map<String, Object> parameters) throws EngineException {
    throw new EngineException("no pool");
  }

  /** What one pool has been told. */
  private final class Pool implements Engine {

    private final Set<String> defined = new HashSet<>();

    @Override
    public Engine pool() {
      return this;
    }

    @Override
    public String run(String command, Map<String, Object> parameters)
        throws EngineException, InterruptedException {
      require(command);
      return call(ResourceModel.text(parameters, "Json"));
    }

    @Override
    public void script(String text, Map<String, Object> parameters, Pipe pipe)
        throws EngineException, InterruptedException {
      Matcher functionsOf = DEFINED.matcher(text);
      while (functionsOf.find()) {
        defined.add(functionsOf.group(1));
      }
      if (text.contains(CALL + " $args[0]")) {
        require(CALL);
        pipe.output(call(ResourceModel.text(parameters, "0")));
      }
    }

    private void require(String function) throws EngineException {
      if (!defined.contains(function)) {
        throw new EngineException(
            "The term '%s' is not recognized as the name of a cmdlet.".formatted(function));
      }
    }

    private String call(String json) throws EngineException, InterruptedException {
      synchronized (WindowsModel.this) {
        requests++;
        try {
          return answer(new HelperCall(types, defined), json);
        } finally {
          registry.unmountAll();
        }
      }
    }

    private String answer(HelperCall call, String json)
        throws EngineException, InterruptedException {
      try {
        return call.answer(request(json));
      } finally {
        writes += call.writes();
      }
    }

    private static Map<?, ?> request(String json) throws EngineException {
      try {
        return (Map<?, ?>) JsonReader.read(json);
      } catch (JsonException e) {
        throw new EngineException("Conversion from JSON failed: " + e.getMessage());
      }
    }
  }
}
