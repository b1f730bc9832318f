// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.threads;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A refusal in Meta's words (Graph API, "Handle Errors"). Subcode 0 is none.
final class FakeRefusal extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;
  private final int code;
  private final int subcode;

  FakeRefusal(int status, int code, int subcode, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.subcode = subcode;
  }

  static FakeRefusal noToken() {
    return new FakeRefusal(
        400, 190, 0, "Error validating access token: Session has expired or was invalidated.");
  }

  static FakeRefusal unseen() {
    return new FakeRefusal(400, 24, 4279009, "The requested resource does not exist");
  }

  static FakeRefusal absent(String id) {
    return new FakeRefusal(
        400,
        100,
        33,
        "Unsupported request. Object with ID '" + id + "' does not exist or can't be loaded.");
  }

  static FakeRefusal parameter(String message) {
    return new FakeRefusal(400, 100, 0, message);
  }

  int status() {
    return status;
  }

  ObjectNode json() {
    var json = JsonMapper.shared().createObjectNode();
    var error = json.putObject("error");
    error.put("message", getMessage()).put("type", "OAuthException").put("code", code);
    if (subcode != 0) {
      error.put("error_subcode", subcode);
    }
    error.put("is_transient", false).put("fbtrace_id", "A0000000000000000000000");
    return json;
  }
}
