// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel;

import java.net.URI;

/// Obtains an account's credential from its owner, proves it and stores it.
public interface Connector {
  /// Runs the conversation to its end.
  ///
  /// @return the health of the account just connected; whatever it says, a good secret that was
  ///     there before has not been replaced by a bad one
  Health connect(ChannelContext context, Dialog dialog);

  /// The conversation with the owner. Nothing said here is a secret.
  interface Dialog {
    void say(String line);

    /// Asks for a line; the answer is trimmed and never blank.
    ///
    /// @throws org.tidings.channel.Connector.Cancelled if there is nobody to answer
    String ask(String question);

    /// Has the owner open a page in a browser, and waits until the platform sends the browser back
    /// to `redirect`. Where that is a loopback address we listen there; on a machine without a
    /// browser the owner pastes the address that the browser ended up at.
    ///
    /// @return that whole address, with its query
    URI visit(URI page, URI redirect);

    /// Asks without echo.
    org.tidings.secret.Secret askSecret(String question);
  }

  /// The owner, or the end of standard input, ended the conversation. Nothing was changed.
  final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Cancelled(String message) {
      super(message);
    }
  }
}
