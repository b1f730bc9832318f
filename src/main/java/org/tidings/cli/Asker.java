// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.tidings.channel.Connector;
import org.tidings.http.LoopbackListener;
import org.tidings.secret.Secret;

/// Asks the owner: on the terminal, secrets without echo; or on standard input where there is no
/// terminal, so that `connect` can be scripted.
final class Asker implements Connector.Dialog {
  private final Terminal terminal;
  private final BufferedReader input =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

  Asker(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void say(String line) {
    terminal.print(line);
  }

  @Override
  public String ask(String question) {
    while (true) {
      terminal.out().print(question + ": ");
      terminal.out().flush();
      var line = line();
      if (!line.isBlank()) {
        return line.strip();
      }
    }
  }

  /// Listens and reads at the same time: whichever is first.
  @Override
  public URI visit(URI page, URI redirect) {
    say("Open this address in a browser where you are logged in, and allow Tidings:");
    say(page.toString());
    var listener = LoopbackListener.open(redirect);
    try {
      say(
          listener.isPresent()
              ? "Waiting for the browser; if it runs on another machine, paste the address that it"
                  + " ended up at:"
              : "Then paste the whole address that the browser ended up at (its page may be"
                  + " empty):");
      var pasted = CompletableFuture.supplyAsync(this::pasted, Thread::startVirtualThread);
      return listener.map(it -> either(pasted, it.heard())).orElse(pasted).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      listener.ifPresent(LoopbackListener::close);
    }
  }

  /// Where nobody can type, the browser alone answers.
  private static CompletableFuture<URI> either(
      CompletableFuture<URI> pasted, CompletableFuture<URI> heard) {
    return pasted.exceptionallyCompose(_ -> heard).applyToEither(heard, it -> it);
  }

  private URI pasted() {
    while (true) {
      var line = line().strip();
      try {
        if (line.contains("?")) {
          return new URI(line);
        }
      } catch (URISyntaxException e) {
        // asked for again below
      }
      say("That is no whole address; it begins with http and has a ? in it:");
    }
  }

  @Override
  public Secret askSecret(String question) {
    var console = Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal);
    if (console.isEmpty()) {
      return Secret.of(ask(question));
    }
    while (true) {
      var typed = console.get().readPassword("%s (not shown): ", question);
      if (typed == null) {
        throw cancelled();
      }
      var words = new String(typed).strip();
      if (!words.isEmpty()) {
        return Secret.of(words);
      }
    }
  }

  private String line() {
    try {
      return Optional.ofNullable(input.readLine()).orElseThrow(Asker::cancelled);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read standard input", e);
    }
  }

  private static Connector.Cancelled cancelled() {
    return new Connector.Cancelled("cancelled: there was no answer; nothing was changed");
  }
}
