// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tidings.store.StoreException;

@Timeout(20)
class LaneTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  @Test
  void repeats_at_once_while_there_is_work_and_then_waits_for_a_wake() throws Exception {
    var steps = new LinkedBlockingQueue<Integer>();
    var count = new AtomicInteger();
    var lane =
        new Lane(
            "a",
            () -> {
              var n = count.incrementAndGet();
              steps.add(n);
              return n < 3;
            },
            e -> {});
    lane.start();
    for (var n = 1; n <= 3; n++) {
      assertThat(steps.poll(10, TimeUnit.SECONDS)).isEqualTo(n);
    }
    // A new lane has one wake in hand, so that work enqueued before it started isn't missed.
    assertThat(steps.poll(10, TimeUnit.SECONDS)).isEqualTo(4);
    lane.wake();
    assertThat(steps.poll(10, TimeUnit.SECONDS)).isEqualTo(5);
    lane.stop();
    assertThat(lane.await(LONG)).isTrue();
  }

  @Test
  void a_bug_in_a_step_does_not_end_the_lane() throws Exception {
    var steps = new LinkedBlockingQueue<Integer>();
    var count = new AtomicInteger();
    var lane =
        new Lane(
            "a",
            () -> {
              steps.add(count.incrementAndGet());
              throw new IllegalStateException("a bug");
            },
            e -> {});
    lane.start();
    assertThat(steps.poll(10, TimeUnit.SECONDS)).isEqualTo(1);
    lane.wake();
    assertThat(steps.poll(10, TimeUnit.SECONDS)).isEqualTo(2);
    lane.stop();
    assertThat(lane.await(LONG)).isTrue();
  }

  @Test
  void a_broken_database_ends_the_lane_and_is_told() throws Exception {
    var told = new AtomicReference<StoreException>();
    var lane =
        new Lane(
            "a",
            () -> {
              throw new StoreException("disk full");
            },
            told::set);
    lane.start();
    assertThat(lane.await(LONG)).isTrue();
    assertThat(told.get()).hasMessage("disk full");
  }

  @Test
  void stopping_waits_for_the_running_step_and_then_interrupts_it() throws Exception {
    var inside = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    var lane =
        new Lane(
            "a",
            () -> {
              inside.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
              return false;
            },
            e -> {});
    lane.start();
    inside.await();
    lane.stop();
    assertThat(lane.await(Duration.ZERO)).isFalse();
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(lane.await(LONG)).isTrue();
  }
}
