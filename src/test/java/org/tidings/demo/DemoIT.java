// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The whole journey: the real daemon, all the fakes, a kill in between.
@Timeout(180)
class DemoIT {
  @Test
  void every_network_ends_with_every_article_once() throws Exception {
    var out = new StringWriter();
    var mistakes = new Demo(new PrintWriter(out, true), () -> {}).run(() -> {});
    assertThat(mistakes).as(out.toString()).isEmpty();
    assertThat(out.toString())
        .contains("killed (SIGKILL)", "Facebook 3", "LinkedIn 3", "Threads 3")
        .contains("Google Business Profile 3", "Mastodon 3");
  }
}
