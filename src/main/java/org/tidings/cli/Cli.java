// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tidings.channel.Connector;
import org.tidings.config.ConfigException;
import org.tidings.secret.SecretException;
import org.tidings.store.BusyException;
import org.tidings.store.StoreException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command line of Tidings: one class a command; here is what they share.
public final class Cli {
  private static final Logger LOG = LoggerFactory.getLogger(Cli.class);

  private Cli() {}

  /// Runs one command.
  ///
  /// @return the exit code, after sysexits.h
  public static int run(String... arguments) {
    return run(Terminal.ofProcess(), arguments);
  }

  static int run(Terminal terminal, String... arguments) {
    var line = new CommandLine(new Tidings());
    commands(terminal).forEach(line::addSubcommand);
    line.setOut(terminal.out());
    line.setErr(terminal.err());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((e, ignored) -> usage(terminal, e));
    line.setExecutionExceptionHandler((e, ignored, result) -> failed(terminal, e));
    return line.execute(arguments);
  }

  private static List<Object> commands(Terminal terminal) {
    return List.of(
        new InitCommand(terminal),
        new ConnectCommand(terminal),
        new CheckCommand(terminal),
        new PlanCommand(terminal),
        new AdoptCommand(terminal),
        new RunCommand(),
        new OnceCommand(terminal),
        new StatusCommand(terminal),
        new HistoryCommand(terminal),
        new ExplainCommand(terminal),
        new QueueCommand(terminal),
        new PauseCommand(terminal),
        new ResumeCommand(terminal),
        new FeedCommand(terminal),
        new ImportCommand(terminal),
        new ExportCommand(terminal),
        new DemoCommand(terminal));
  }

  private static int usage(Terminal terminal, ParameterException e) {
    terminal.say("tidings: " + e.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, terminal.err())) {
      terminal.say("see: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    }
    return ExitCode.USAGE.code();
  }

  /// Every foreseeable failure is one or more lines that say what to do; only a bug shows a trace.
  private static int failed(Terminal terminal, Exception e) {
    var code =
        switch (e) {
          case ConfigException _ -> ExitCode.CONFIGURATION;
          case SecretException _ -> ExitCode.CREDENTIALS;
          case BusyException _ -> ExitCode.BUSY;
          case StoreException _ -> ExitCode.IO;
          case Connector.Cancelled _ -> ExitCode.CREDENTIALS;
          case Refusal refusal -> refusal.code();
          default -> ExitCode.BUG;
        };
    if (code == ExitCode.BUG) {
      LOG.error("this is a bug in Tidings, please report it", e);
    } else {
      var message = String.valueOf(e.getMessage());
      terminal.say(e instanceof ConfigException ? message : "tidings: " + message);
    }
    return code.code();
  }

  /// A command that can't do what was asked, in words for the owner.
  static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final ExitCode code;

    Refusal(ExitCode code, String message) {
      super(message);
      this.code = code;
    }

    ExitCode code() {
      return code;
    }
  }

  @Command(
      name = "tidings",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      synopsisSubcommandLabel = "COMMAND",
      description = "Posts a blog's new articles to its owner's channels: never twice, never lost.",
      footer = {"", "Start with: tidings demo, or tidings init https://your-blog.example"})
  private static final class Tidings implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      spec.commandLine().usage(spec.commandLine().getErr());
      return ExitCode.USAGE.code();
    }
  }

  private static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"tidings " + org.tidings.app.Version.current()};
    }
  }
}
