package dev.javaform.modules.linux.boot;

import dev.javaform.module.Script;

/** How a loader is told to start an entry once, and to forget it. */
sealed interface TrialChoice {

  /**
   * Chooses the trial for the next boot only, and reads it back.
   *
   * @param pin the entry that is started after it; empty where that is as it was
   */
  Script.Sh choose(String pin);

  /**
   * Takes that back where it still stands.
   *
   * @param saved what was the default before
   */
  Script.Sh release(String saved);

  /** GRUB's environment block: 00_header takes next_entry away before it starts it. */
  record Grub(String editor, String block) implements TrialChoice {

    @Override
    public Script.Sh choose(String pin) {
      return Script.sh(
          """
          [ -z {} ] || {} {} set saved_entry={} || exit 1
          {} {} set next_entry={} && {} {} list | grep -qxF next_entry={} ||
            { echo 'The environment block does not keep the choice of an entry.' >&2; exit 1; }
          sync
          """,
          pin,
          editor,
          block,
          pin,
          editor,
          block,
          TrialNames.TRIAL,
          editor,
          block,
          TrialNames.TRIAL);
    }

    @Override
    public Script.Sh release(String saved) {
      return Script.sh(
          """
          chosen=$({} {} list)
          case $chosen in *next_entry=A-javaform-*) {} {} unset next_entry || exit 1 ;; esac
          if [ -z {} ]; then
            {} {} unset saved_entry || exit 1
          else case $chosen in *saved_entry=A-javaform-*) {} {} set saved_entry={} || exit 1 ;; esac
          fi
          """,
          editor,
          block,
          editor,
          block,
          saved,
          editor,
          block,
          editor,
          block,
          saved);
    }
  }

  /** systemd-boot's EFI variables, bootctl(1). */
  record Systemd() implements TrialChoice {

    private static final String READ =
        """
        variable() { cat "/sys/firmware/efi/efivars/$1-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f" 2>/dev/null | tail -c +5 | tr -d '\\000'; }
        """;

    @Override
    public Script.Sh choose(String pin) {
      return Script.sh(READ)
          .then(
              Script.sh(
                  """
                  [ -z {} ] || bootctl set-default {} || exit 1
                  bootctl set-oneshot {} && [ "$(variable LoaderEntryOneShot)" = {} ] ||
                    { echo 'The EFI variables do not keep the choice of an entry.' >&2; exit 1; }
                  """,
                  pin,
                  pin + ".conf",
                  TrialNames.TRIAL + ".conf",
                  TrialNames.TRIAL + ".conf"));
    }

    @Override
    public Script.Sh release(String saved) {
      return Script.sh(READ)
          .then(
              Script.sh(
                  """
                  case $(variable LoaderEntryOneShot) in A-javaform-*) bootctl set-oneshot '' || exit 1 ;; esac
                  case $(variable LoaderEntryDefault) in A-javaform-*) bootctl set-default {} || exit 1 ;; esac
                  """,
                  saved));
    }
  }
}
