// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.poll.FeedStory.History;

/// What feeds do to their readers, told as histories: through the real poller, a server and a
/// database, by the test's own clock. In each, nothing old is posted and nothing new is lost; what
/// is held is counted, since each hold costs the owner a look.
class FeedHistoriesTest {
  @TempDir static Path folder;

  private static final AtomicInteger TOLD = new AtomicInteger();
  private static final AtomicInteger POSTED = new AtomicInteger();
  private static final AtomicInteger HELD = new AtomicInteger();
  private static final AtomicInteger HELD_NEWS = new AtomicInteger();

  @TestFactory
  Stream<DynamicTest> of_moves() {
    return MovingHistories.ALL.stream().map(FeedHistoriesTest::test);
  }

  @TestFactory
  Stream<DynamicTest> of_ids() {
    return GuidHistories.ALL.stream().map(FeedHistoriesTest::test);
  }

  @TestFactory
  Stream<DynamicTest> of_dates() {
    return DateHistories.ALL.stream().map(FeedHistoriesTest::test);
  }

  @TestFactory
  Stream<DynamicTest> of_what_is_shown() {
    return WindowHistories.ALL.stream().map(FeedHistoriesTest::test);
  }

  private static DynamicTest test(History history) {
    return DynamicTest.dynamicTest(history.name(), () -> tell(history));
  }

  private static void tell(History history) throws IOException {
    try (var story = new FeedStory(Files.createTempDirectory(folder, "history"))) {
      history.told().accept(story);
      story.judge(history);
      TOLD.incrementAndGet();
      POSTED.addAndGet(story.posted().size());
      HELD.addAndGet(story.held().size());
      HELD_NEWS.addAndGet((int) story.held().stream().filter(story.news::contains).count());
    }
  }

  @AfterAll
  static void sum_up() {
    System.out.printf(
        "%d feed histories: 0 old posted, 0 new lost, %d posted, %d held, %d of them news%n",
        TOLD.get(), POSTED.get(), HELD.get(), HELD_NEWS.get());
    assertThat(HELD_NEWS.get()).as("news that wait for a look").isLessThanOrEqualTo(3);
  }
}
