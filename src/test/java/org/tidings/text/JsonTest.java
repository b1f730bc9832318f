// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "null", "[]", "1", "\"a\"", "{", "{\"a\":}", "<html>", "{\"a\":1e"})
  void what_is_no_object_is_nothing(String text) {
    assertThat(Json.object(text)).isEmpty();
  }

  @Test
  void nesting_without_end_is_nothing() {
    assertThat(Json.array("[".repeat(100_000) + "]".repeat(100_000))).isEmpty();
  }

  @Test
  void members_are_taken_by_their_kind() {
    var node = Json.object("{\"a\":\"x\",\"b\":17,\"c\":\" \",\"d\":null,\"e\":1.5}").orElseThrow();
    assertThat(Json.text(node, "a")).contains("x");
    assertThat(Json.text(node, "b")).isEmpty();
    assertThat(Json.word(node, "b")).contains("17");
    assertThat(Json.word(node, "e")).isEmpty();
    assertThat(Json.text(node, "c")).isEmpty();
    assertThat(Json.text(node, "d")).isEmpty();
    assertThat(Json.text(node, "missing")).isEmpty();
  }
}
