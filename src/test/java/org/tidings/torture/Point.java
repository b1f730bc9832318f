// SPDX-License-Identifier: Apache-2.0
package org.tidings.torture;

/// Where a request is, as its server sees it.
public enum Point {
  /// A request to publish is whole, and nothing was done yet.
  RECEIVED("request received, nothing stored"),
  /// It was carried out, and the answer was not sent.
  STORED("stored, answer not sent"),
  /// The last byte of the answer was handed to the network.
  ANSWERED("answer sent"),
  /// A request of another kind came: looking for a post.
  ASKED("looking for a post");

  private final String words;

  Point(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
