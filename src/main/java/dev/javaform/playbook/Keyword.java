package dev.javaform.playbook;

import static dev.javaform.playbook.Keyword.Owner.BLOCK;
import static dev.javaform.playbook.Keyword.Owner.HANDLER;
import static dev.javaform.playbook.Keyword.Owner.IMPORT;
import static dev.javaform.playbook.Keyword.Owner.IMPORT_PLAYBOOK;
import static dev.javaform.playbook.Keyword.Owner.INCLUDE;
import static dev.javaform.playbook.Keyword.Owner.PLAY;
import static dev.javaform.playbook.Keyword.Owner.ROLE;
import static dev.javaform.playbook.Keyword.Owner.TASK;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.javaform.source.Yaml;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A keyword of Ansible's language: where it may stand, how its value is read where blocks, roles
 * and plays hand it down, and whether it is obeyed.
 *
 * <p>Source: Ansible's documentation, "Playbook Keywords".
 */
public enum Keyword {
  NAME(Owners.ANYTHING),
  VARS(Owners.ANYTHING),
  TAGS(Owners.ANYTHING),
  COLLECTIONS(Fields::value, Owners.ANYTHING),
  ENVIRONMENT(Owners.MOST),
  WHEN(Sets.union(Owners.BELOW_PLAY, Set.of(INCLUDE, IMPORT_PLAYBOOK))),
  NOTIFY(Set.of(BLOCK, TASK, IMPORT)),

  BECOME(Fields::flag, Owners.MOST),
  BECOME_USER(Fields::text, Owners.MOST),
  BECOME_METHOD(Fields::text, Owners.MOST),
  BECOME_FLAGS(Fields::text, Owners.MOST),
  BECOME_EXE(Fields::text, Owners.MOST),
  CONNECTION(Fields::text, Owners.MOST),
  REMOTE_USER(Fields::text, Owners.MOST),
  PORT(Fields::number, Owners.MOST),
  TIMEOUT(Fields::number, Owners.MOST_AND_INCLUDES),
  CHECK_MODE(Fields::flag, Owners.MOST),
  DIFF(Fields::flag, Owners.MOST),
  NO_LOG(Fields::flag, Owners.MOST_AND_INCLUDES),
  IGNORE_ERRORS(Fields::flag, Owners.MOST_AND_INCLUDES),
  IGNORE_UNREACHABLE(Fields::flag, Owners.MOST),
  ANY_ERRORS_FATAL(Fields::flag, Owners.MOST),
  RUN_ONCE(Fields::flag, Owners.MOST_AND_INCLUDES),
  DELEGATE_TO(Fields::text, Owners.BELOW_PLAY),
  DELEGATE_FACTS(Fields::flag, Owners.BELOW_PLAY),
  MODULE_DEFAULTS((fields, name) -> fields.mapping(name).map(Yaml.class::cast), Owners.MOST),
  DEBUGGER(Owners.MOST_AND_INCLUDES, ignoring("never", "A failed task ends its host as usual.")),
  THROTTLE(
      Owners.MOST,
      ignoring("0", "As many hosts as --forks allows are at work; serial limits them, too.")),

  ACTION(Set.of(TASK, IMPORT, INCLUDE)),
  LOCAL_ACTION(Set.of(TASK, IMPORT)),
  ARGS(Set.of(TASK, IMPORT, INCLUDE)),
  ASYNC(Set.of(TASK), refusing("0", "A task runs until it ends; give it a timeout instead.")),
  POLL(Set.of(TASK)),
  CHANGED_WHEN(Set.of(TASK)),
  FAILED_WHEN(Set.of(TASK)),
  DELAY(Set.of(TASK)),
  RETRIES(Set.of(TASK)),
  UNTIL(Set.of(TASK)),
  LOOP(Set.of(TASK, INCLUDE)),
  LOOP_CONTROL(Set.of(TASK, INCLUDE)),
  REGISTER(Set.of(TASK, INCLUDE)),
  LISTEN(Set.of(HANDLER, INCLUDE)),

  /** Not the block itself, but its tasks. */
  BLOCK_TASKS("block", Set.of(BLOCK)),
  RESCUE(Set.of(BLOCK)),
  ALWAYS(Set.of(BLOCK)),

  ROLE_NAME("role", Set.of(ROLE)),

  PRE_TASKS(Set.of(PLAY)),
  ROLES(Set.of(PLAY)),
  TASKS(Set.of(PLAY)),
  POST_TASKS(Set.of(PLAY)),
  HANDLERS(Set.of(PLAY)),
  HOSTS(Set.of(PLAY)),
  USER(Set.of(PLAY)),
  GATHER_FACTS(Set.of(PLAY)),
  GATHER_SUBSET(Set.of(PLAY)),
  GATHER_TIMEOUT(Set.of(PLAY)),
  FACT_PATH(Set.of(PLAY), refusing("/etc/ansible/facts.d", "Leave it out.")),
  FORCE_HANDLERS(Set.of(PLAY)),
  MAX_FAIL_PERCENTAGE(Set.of(PLAY)),
  ORDER(Set.of(PLAY), ignoring("inventory", "Hosts come in the inventory's order.")),
  SERIAL(Set.of(PLAY)),
  STRATEGY(Set.of(PLAY), ignoring("linear", "All hosts finish a task before the next begins.")),
  VARS_FILES(Set.of(PLAY)),
  VARS_PROMPT(Set.of(PLAY)),

  IMPORT_PLAYBOOK_FILE("import_playbook", Set.of(IMPORT_PLAYBOOK));

  /** What a keyword stands in. */
  enum Owner {
    PLAY,
    ROLE,
    BLOCK,
    TASK,
    HANDLER,
    /** {@code include_tasks} and {@code include_role}; others belong below apply. */
    INCLUDE,
    /** {@code import_tasks} and {@code import_role}. */
    IMPORT,
    IMPORT_PLAYBOOK
  }

  private static final class Owners {
    static final Set<Owner> BELOW_PLAY = Set.of(ROLE, BLOCK, TASK, IMPORT);
    static final Set<Owner> MOST = Sets.union(Set.of(PLAY), BELOW_PLAY);
    static final Set<Owner> MOST_AND_INCLUDES = Sets.union(MOST, Set.of(INCLUDE));
    static final Set<Owner> ANYTHING = Sets.union(MOST_AND_INCLUDES, Set.of(IMPORT_PLAYBOOK));
  }

  /** How the value of a keyword that is handed down is read. */
  private interface Reading {
    Optional<Yaml> read(Fields fields, String name);
  }

  /**
   * The keyword is known but not obeyed.
   *
   * @param harmless what it may be set to all the same, as it means nothing
   * @param refused whether the outcome would be another without it, so that it cannot be left out
   * @param instead what to do, or what is done, instead
   */
  record Limit(String harmless, boolean refused, String instead) {}

  private final String word;
  private final ImmutableSet<Owner> owners;

  @SuppressWarnings("ImmutableEnumChecker") // methods of readers, which have no state
  private final Optional<Reading> reading;

  @SuppressWarnings("ImmutableEnumChecker") // a record of texts
  private final Optional<Limit> limit;

  Keyword(Set<Owner> owners) {
    this("", owners, Optional.empty(), Optional.empty());
  }

  Keyword(String word, Set<Owner> owners) {
    this(word, owners, Optional.empty(), Optional.empty());
  }

  Keyword(Reading reading, Set<Owner> owners) {
    this("", owners, Optional.of(reading), Optional.empty());
  }

  Keyword(Set<Owner> owners, Limit limit) {
    this("", owners, Optional.empty(), Optional.of(limit));
  }

  Keyword(String word, Set<Owner> owners, Optional<Reading> reading, Optional<Limit> limit) {
    this.word = word.isEmpty() ? name().toLowerCase(Locale.ROOT) : word;
    this.owners = ImmutableSet.copyOf(owners);
    this.reading = reading;
    this.limit = limit;
  }

  private static Limit ignoring(String harmless, String instead) {
    return new Limit(harmless, false, instead);
  }

  private static Limit refusing(String harmless, String instead) {
    return new Limit(harmless, true, instead);
  }

  /** As it is written. */
  public String word() {
    return word;
  }

  /** Whether it does what it does in Ansible. */
  public boolean isObeyed() {
    return limit.isEmpty();
  }

  /** Why it is refused or ignored, unless it is given a harmless value. */
  Optional<Limit> limit() {
    return limit;
  }

  /** Its value where it is one that is handed down as it is, the innermost counting. */
  Optional<Yaml> read(Fields fields) {
    return reading.flatMap(how -> how.read(fields, word));
  }

  /** The keyword that is written so. */
  public static Optional<Keyword> of(String word) {
    return Stream.of(values()).filter(keyword -> keyword.word.equals(word)).findFirst();
  }

  /** The words that may stand in any of these. */
  static ImmutableSet<String> words(Owner... owners) {
    Set<Owner> wanted = Set.of(owners);
    return Stream.of(values())
        .filter(keyword -> keyword.owners.stream().anyMatch(wanted::contains))
        .map(Keyword::word)
        .collect(ImmutableSet.toImmutableSet());
  }
}
