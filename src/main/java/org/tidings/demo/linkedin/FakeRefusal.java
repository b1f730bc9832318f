// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.linkedin;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A refusal in LinkedIn's words.
record FakeRefusal(int status, String code, String message) {
  JsonNode json() {
    var json = JsonMapper.shared().createObjectNode();
    return json.put("status", status).put("code", code).put("message", message);
  }

  /// The other form, which the Posts interface has for what is wrong with the content.
  JsonNode asInputError() {
    var json = JsonMapper.shared().createObjectNode();
    json.put("errorDetailType", "com.linkedin.common.error.BadRequest");
    json.put("message", message).put("status", status);
    var error = json.putObject("errorDetails").putArray("inputErrors").addObject();
    error.put("description", message).put("code", code);
    return json;
  }
}
