// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tidings.http.Request.Body;
import org.tidings.http.Request.Limits;

/// Servers that want us to read for ever, or too much.
class EgressLimitsTest {
  private static final Limits LIMITS =
      new Limits(Duration.ofSeconds(5), Duration.ofSeconds(20), 10 << 20, 5);

  private final StubServer server = StubServer.start();
  private final Egress egress = Egress.open("1");
  private final Http http = egress.http(List.of("127.0.0.1"));

  @AfterEach
  void close() {
    egress.close();
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> a_hostile_answer_is_cut_short() {
    return Stream.of(
        refused("20 MB body", StubAnswer.ok("text/plain", new byte[20 << 20]), "larger than"),
        refused("endless body", Misbehaviour.endlessBody("text/plain"), "larger than"),
        refused("gzip bomb", Misbehaviour.gzipBomb(100), "100 times its size"),
        refused("endless fields", Misbehaviour.endlessHeaders(), "head"),
        refused("endless line", Misbehaviour.endlessLine(), "head"),
        refused("endless hints", Misbehaviour.endlessHints(), "head"),
        refused("br", coded("br", it -> it), "did not ask for"),
        refused("zstd", coded("zstd", it -> it), "did not ask for"),
        refused("twice packed", coded("gzip, gzip", it -> gzip(gzip(it))), "did not ask for"),
        refused("not gzip at all", coded("gzip", it -> it), "packing is broken"),
        refused("not deflate at all", coded("deflate", it -> it), "packing is broken"));
  }

  private DynamicTest refused(String name, StubServer.Behaviour behaviour, String words) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          server.on("GET", "/x", behaviour).on("POST", "/x", behaviour);
          var start = System.nanoTime();
          for (var request :
              List.of(
                  Request.get(server.uri("/x")), Request.post(server.uri("/x"), Body.json("")))) {
            var reply = http.send(request.with(LIMITS));
            assertThat(reply).isInstanceOf(Reply.NoAnswer.class);
            assertThat(((Reply.NoAnswer) reply).why()).contains(words);
          }
          // The deadline would be 20 s for each: the caps must have ended them.
          assertThat(Duration.ofNanos(System.nanoTime() - start))
              .isLessThan(Duration.ofSeconds(10));
        });
  }

  /// A head that HttpClient itself stumbles over is no reason to fall.
  @TestFactory
  Stream<DynamicTest> an_odd_head_ends_in_a_value() {
    return Stream.of(
            "HTTP/1.1 000 x\r\n\r\n",
            "HTTP/1.1 -1 x\r\n\r\n",
            "HTTP/1.1 99999999999 x\r\n\r\n",
            "HTTP/1.1\r\n\r\n",
            "HTTP/9.9 200 OK\r\n\r\n",
            "HTTP/2 200\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: x\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\n: x\r\n\r\n",
            "HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\n\r\n",
            "HTTP/1.1 204 None\r\nContent-Length: 5\r\n\r\nabcde",
            "\0\0\0\0",
            "\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n")
        .map(
            head ->
                DynamicTest.dynamicTest(
                    head.replaceAll("[^ -~]", "."),
                    () -> {
                      server.on("POST", "/x", wire -> wire.write(head));
                      var request = Request.post(server.uri("/x"), Body.json("{}")).with(LIMITS);
                      assertThat(http.send(request)).isNotInstanceOf(Reply.NotSent.class);
                      assertThat(server.requests("/x")).hasSize(server.connections());
                    }));
  }

  @Test
  void a_mutilated_answer_ends_in_a_value() {
    var random = new Random(5);
    var whole =
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 32\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    var packed = gzip("hello, hello".getBytes(StandardCharsets.UTF_8));
    for (var i = 0; i < 300; i++) {
      var answer = Arrays.copyOf(whole, whole.length + packed.length);
      System.arraycopy(packed, 0, answer, whole.length, packed.length);
      for (var hits = random.nextInt(1, 4); hits > 0; hits--) {
        answer[random.nextInt(answer.length)] = (byte) random.nextInt();
      }
      server.on("POST", "/x", wire -> wire.write(answer));
      var request = Request.post(server.uri("/x"), Body.json("{}")).with(LIMITS);
      assertThat(http.send(request)).isNotInstanceOf(Reply.NotSent.class);
    }
  }

  @TestFactory
  Stream<DynamicTest> content_is_unpacked() {
    return Stream.of(
        unpacked("plain", coded("identity", it -> it)),
        unpacked("gzip", coded("gzip", EgressLimitsTest::gzip)),
        unpacked("x-gzip", coded("X-GZIP", EgressLimitsTest::gzip)),
        unpacked("zlib", coded("deflate", it -> deflate(it, false))),
        unpacked("bare deflate", coded("deflate", it -> deflate(it, true))));
  }

  private DynamicTest unpacked(String name, StubAnswer answer) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          server.on("GET", "/x", answer);
          assertThat(body(LIMITS)).isEqualTo("hello, hello".getBytes(StandardCharsets.UTF_8));
        });
  }

  @Test
  void a_body_of_just_the_limit_passes_and_one_byte_more_does_not() {
    var limits = new Limits(LIMITS.connect(), LIMITS.total(), 1000, 5);
    server.on("GET", "/x", StubAnswer.ok("a/b", new byte[1000]), gzipped("x".repeat(1000)));
    assertThat(body(limits)).hasSize(1000);
    assertThat(body(limits)).hasSize(1000);
    server.on("GET", "/x", StubAnswer.ok("a/b", new byte[1001]), gzipped("x".repeat(1001)));
    for (var i = 0; i < 2; i++) {
      assertThat(http.send(Request.get(server.uri("/x")).with(limits)))
          .isEqualTo(
              new Reply.NoAnswer(
                  "http://127.0.0.1:" + server.port() + ": the answer is larger than 1000 bytes"));
    }
  }

  /// A feed of 8 MiB that packs well, though not absurdly, is a feed.
  @Test
  void a_large_answer_that_packs_well_passes() {
    var noise = new byte[200 << 10];
    new Random(1).nextBytes(noise);
    var page = new byte[8 << 20];
    System.arraycopy(noise, 0, page, 0, noise.length);
    server.on("GET", "/x", coded("gzip", _ -> gzip(page)));
    assertThat(body(LIMITS)).isEqualTo(page);
  }

  @Test
  void an_empty_body_that_says_it_is_packed_is_empty() {
    server.on("GET", "/x", coded("gzip", _ -> new byte[0]), coded("deflate", _ -> new byte[0]));
    assertThat(body(LIMITS)).isEmpty();
    assertThat(body(LIMITS)).isEmpty();
  }

  @Test
  void what_follows_the_said_length_is_not_read() {
    server.on("GET", "/x", Misbehaviour.liesAboutLength(3, new byte[1000]));
    assertThat(body(LIMITS)).hasSize(3);
  }

  @Test
  void a_long_head_within_the_limit_is_read() {
    var answer = StubAnswer.ok("text/plain", "x");
    for (var i = 0; i < 60; i++) {
      answer = answer.header("X-Policy-" + i, "p".repeat(900));
    }
    server.on("GET", "/x", answer);
    assertThat(body(LIMITS)).hasSize(1);
  }

  private byte[] body(Limits limits) {
    var reply = http.send(Request.get(server.uri("/x")).with(limits));
    assertThat(reply).isInstanceOf(Reply.Answer.class);
    return ((Reply.Answer) reply).body();
  }

  static StubAnswer gzipped(String text) {
    return StubAnswer.ok("text/plain", gzip(text.getBytes(StandardCharsets.UTF_8)))
        .header("Content-Encoding", "gzip");
  }

  private static StubAnswer coded(String coding, UnaryOperator<byte[]> pack) {
    var body = pack.apply("hello, hello".getBytes(StandardCharsets.UTF_8));
    return StubAnswer.ok("text/plain", body).header("Content-Encoding", coding);
  }

  private static byte[] gzip(byte[] bytes) {
    return packed(bytes, GZIPOutputStream::new);
  }

  private static byte[] deflate(byte[] bytes, boolean bare) {
    return packed(bytes, out -> new DeflaterOutputStream(out, new Deflater(9, bare)));
  }

  private interface Packer {
    OutputStream onto(OutputStream out) throws IOException;
  }

  private static byte[] packed(byte[] bytes, Packer packer) {
    var out = new ByteArrayOutputStream();
    try (var packing = packer.onto(out)) {
      packing.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
