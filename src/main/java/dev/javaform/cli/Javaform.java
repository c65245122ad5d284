package dev.javaform.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The program: its name, its commands. */
@Command(
    name = "javaform",
    header = "Turns Linux machines into hosts for a Windows gaming VM, and audits them.",
    description = {
      "",
      "Reads Ansible playbooks and inventories, asks each host over SSH what it is like, shows the"
          + " difference, and changes only what differs. Nothing is installed on the hosts.",
      ""
    },
    versionProvider = VersionLine.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    subcommands = {
      RunCommand.class,
      FactsCommand.class,
      PreflightCommand.class,
      InitCommand.class,
      DocCommand.class,
      CompletionCommand.class,
      HelpCommand.class
    })
final class Javaform {}
