// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.http.Reply.Cause.UNREACHABLE;

import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tidings.http.Request.Body;
import org.tidings.http.Request.Limits;

/// Nothing holds a caller longer than it allowed, and an interrupt ends everything.
class EgressDeadlineTest {
  private static final Limits PATIENT =
      new Limits(Duration.ofSeconds(10), Duration.ofSeconds(20), 1 << 20, 5);
  private static final Limits HASTY =
      new Limits(Duration.ofMillis(300), Duration.ofMillis(300), 1 << 20, 5);

  private final StubServer server = StubServer.start();
  private final Egress egress = Egress.open("1");
  private final Http http = egress.http(List.of("127.0.0.1"));

  @AfterEach
  void close() {
    egress.close();
    server.close();
  }

  /// A system resolver can't be interrupted; the caller must not wait for it.
  @Test
  void a_name_server_that_never_answers_is_not_sent_in_time() throws Exception {
    var stuck = new CountDownLatch(1);
    try (var slow =
        new Egress(
            "T",
            Egress::platformTls,
            name -> {
              while (stuck.getCount() > 0) {
                try {
                  stuck.await();
                } catch (InterruptedException _) {
                  // as deaf as the C library's
                }
              }
              throw new UnknownHostException(name);
            },
            SpecialAddresses::what)) {
      var request = Request.get(URI.create("https://slow.example/")).with(HASTY);
      assertThat(slow.http(List.of()).send(request))
          .isEqualTo(
              new Reply.NotSent(
                  UNREACHABLE, "https://slow.example: connecting took longer than 0.3 s"));
    } finally {
      stuck.countDown();
    }
  }

  /// 20,000 bytes are in the socket's buffer at once, yet the answer would take half an hour.
  @TestFactory
  Stream<DynamicTest> a_drip_ends_at_the_deadline() {
    var answer = StubAnswer.ok("text/plain", "x".repeat(20_000));
    return Stream.of(
            Misbehaviour.drips(answer, Duration.ofMillis(100)),
            Misbehaviour.dripsBody(answer, Duration.ofMillis(100)))
        .map(
            drip ->
                DynamicTest.dynamicTest(
                    "drip",
                    () -> {
                      server.on("GET", "/d", drip);
                      var start = System.nanoTime();
                      assertThat(http.send(Request.get(server.uri("/d")).with(HASTY)))
                          .isEqualTo(
                              new Reply.NoAnswer(
                                  "http://127.0.0.1:"
                                      + server.port()
                                      + ": no whole answer within 0.3 s"));
                      assertThat(Duration.ofNanos(System.nanoTime() - start))
                          .isBetween(Duration.ofMillis(290), Duration.ofMillis(1500));
                    }));
  }

  @Test
  void an_interrupt_before_the_first_byte_is_not_sent() throws Exception {
    server.raw((socket, wire) -> wire.pause(Duration.ofDays(1)));
    var interrupted = interrupt(tls(), () -> server.connections() > 0);
    assertThat(interrupted.reply).isInstanceOf(Reply.NotSent.class);
    assertThat(interrupted.flag).isTrue();
  }

  @Test
  void an_interrupt_after_the_first_byte_is_in_doubt() throws Exception {
    server.on("POST", "/p", Misbehaviour.silent());
    var request = Request.post(server.uri("/p"), Body.json("{}"));
    var interrupted = interrupt(request, () -> !server.requests().isEmpty());
    assertThat(interrupted.reply).isInstanceOf(Reply.NoAnswer.class);
    assertThat(interrupted.flag).isTrue();
  }

  private record Interrupted(Reply reply, boolean flag) {}

  private Interrupted interrupt(Request request, BooleanSupplier when) throws Exception {
    var result = new CompletableFuture<Interrupted>();
    var thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  var reply = http.send(request);
                  result.complete(new Interrupted(reply, Thread.currentThread().isInterrupted()));
                });
    while (!when.getAsBoolean()) {
      Thread.onSpinWait();
    }
    thread.interrupt();
    return result.get(5, TimeUnit.SECONDS);
  }

  @Test
  void four_requests_to_one_server_run_side_by_side_and_the_fifth_waits() throws Exception {
    server.on("GET", "/s", Misbehaviour.silent());
    var threads =
        Stream.generate(
                () ->
                    Thread.ofVirtual()
                        .unstarted(() -> http.send(Request.get(server.uri("/s")).with(PATIENT))))
            .limit(4)
            .toList();
    threads.forEach(Thread::start);
    while (server.requests().size() < 4) {
      Thread.onSpinWait();
    }
    assertThat(http.send(Request.get(server.uri("/s")).with(HASTY)))
        .isEqualTo(
            new Reply.NotSent(
                UNREACHABLE,
                "http://127.0.0.1:" + server.port() + ": other requests to it take too long"));
    threads.forEach(Thread::interrupt);
    for (var thread : threads) {
      thread.join();
    }
  }

  private Request tls() {
    return Request.get(URI.create("https://127.0.0.1:" + server.port() + "/")).with(PATIENT);
  }
}
