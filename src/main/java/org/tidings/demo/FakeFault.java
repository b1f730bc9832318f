// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo;

import java.time.Duration;
import java.util.Map;

/// What a fake network does wrong with a request to post.
public sealed interface FakeFault {
  /// Nothing.
  record None() implements FakeFault {}

  /// The post is stored; then the connection is cut.
  record LoseAnswer() implements FakeFault {}

  /// The connection is cut, and nothing was stored.
  record LoseRequest() implements FakeFault {}

  /// The post is stored at once, and the answer comes after that time.
  record Delay(Duration time) implements FakeFault {}

  /// The post is stored, and yet this is the answer.
  record StoreAnd(int code, Map<String, String> headers, String body) implements FakeFault {
    public StoreAnd {
      headers = Map.copyOf(headers);
    }
  }

  /// Nothing is stored, and this is the answer.
  record Status(int code, Map<String, String> headers, String body) implements FakeFault {
    public Status {
      headers = Map.copyOf(headers);
    }
  }
}
