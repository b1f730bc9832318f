// SPDX-License-Identifier: Apache-2.0
package org.tidings.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The oracle bites.
class WriteOrderTest {
  private static final String WRITE = "7 pwrite64(9</s/tidings.db-wal>, \"x\"..., 24, 32) = 24";
  private static final String SYNC = "7 fsync(9</s/tidings.db-wal>) = 0";
  private static final String MARK = "7 write(11</s/watermark>, \"0001\\n\", 20) = 20";
  private static final String POST = "8 write(12<TCP:[1->2]>, \"POST /api/v1/sta\"..., 512) = 512";

  static Stream<Arguments> logs() {
    return Stream.of(
        Arguments.of("all in order", List.of(WRITE, SYNC, MARK, POST, WRITE, SYNC), ""),
        Arguments.of("no sync", List.of(WRITE, MARK, POST), "not synced"),
        Arguments.of("written after the sync", List.of(WRITE, SYNC, WRITE, POST), "not synced"),
        Arguments.of("synced after the request", List.of(WRITE, POST, SYNC), "not synced"),
        Arguments.of(
            "a sync that did not end",
            List.of(WRITE, "7 fsync(9</s/tidings.db-wal> <unfinished ...>", POST),
            "not synced"),
        Arguments.of(
            "a sync that failed",
            List.of(WRITE, "7 fsync(9</s/tidings.db-wal>) = -1 EIO (I/O error)", MARK, POST),
            "not synced"),
        Arguments.of(
            "a sync that ended later",
            List.of(
                WRITE,
                "7 fsync(9</s/tidings.db-wal> <unfinished ...>",
                "9 write(3</tmp/log>, \"x\", 1) = 1",
                "7 <... fsync resumed>) = 0",
                MARK,
                POST),
            ""),
        Arguments.of(
            "a second without intent", List.of(WRITE, SYNC, MARK, POST, POST), "no intent"),
        Arguments.of("no watermark", List.of(WRITE, SYNC, POST), "watermark"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("logs")
  void a_request_that_left_too_early_is_found(String name, List<String> log, String mistake) {
    var mistakes = WriteOrder.of(log, "POST /api").mistakes();
    if (mistake.isEmpty()) {
      assertThat(mistakes).as(name).isEmpty();
    } else {
      assertThat(mistakes).as(name).hasSize(1).first().asString().contains(mistake);
    }
  }
}
