package dev.javaform.config;

import dev.javaform.source.Mark;

/** Where the value of a setting comes from. Its text is what messages call the place. */
public sealed interface Origin {

  /** A variable of the inventory or of a play. */
  record Variable(String name) implements Origin {
    @Override
    public String toString() {
      return name;
    }
  }

  /** A keyword of a play, block or task. */
  record Keyword(String name) implements Origin {
    @Override
    public String toString() {
      return name;
    }
  }

  /** An option of the command line. */
  record Option(String name) implements Origin {
    @Override
    public String toString() {
      return name;
    }
  }

  /** An environment variable of the controller. */
  record Environment(String name) implements Origin {
    @Override
    public String toString() {
      return "the environment variable " + name;
    }
  }

  /** A line of ansible.cfg. */
  record File(String key, Mark mark) implements Origin {
    @Override
    public String toString() {
      return key;
    }
  }

  /** What javaform takes where nobody says anything. */
  record Preset() implements Origin {
    @Override
    public String toString() {
      return "the preset";
    }
  }
}
