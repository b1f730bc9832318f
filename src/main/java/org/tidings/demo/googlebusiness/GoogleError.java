// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.googlebusiness;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Refusals as Google words them (google.aip.dev/193).
final class GoogleError {
  private GoogleError() {}

  static ObjectNode of(int code, String status, String message) {
    var json = JsonMapper.shared().createObjectNode();
    json.putObject("error").put("code", code).put("message", message).put("status", status);
    return json;
  }

  /// google.mybusiness.v4.ValidationError.
  static ObjectNode field(String field, String message) {
    var json = of(400, "INVALID_ARGUMENT", "Request contains an invalid argument.");
    json.withObject("error")
        .putArray("details")
        .addObject()
        .put("@type", "type.googleapis.com/google.mybusiness.v4.ValidationError")
        .putArray("errorDetails")
        .addObject()
        .put("code", 2)
        .put("field", field)
        .put("message", message);
    return json;
  }

  /// What a project that was not allow-listed gets.
  static ObjectNode noQuota() {
    var json =
        of(
            429,
            "RESOURCE_EXHAUSTED",
            "Quota exceeded for quota metric 'Requests' and limit 'Requests per minute' of service"
                + " 'mybusiness.googleapis.com' for consumer 'project_number:1'.");
    json.withObject("error")
        .putArray("details")
        .addObject()
        .put("@type", "type.googleapis.com/google.rpc.ErrorInfo")
        .put("reason", "RATE_LIMIT_EXCEEDED")
        .putObject("metadata")
        .put("quota_limit_value", "0");
    return json;
  }

  /// What the token endpoint says (RFC 6749 section 5.2).
  static ObjectNode oauth(String error, String description) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("error", error)
        .put("error_description", description);
  }
}
