// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.tidings.http.StubServer.Behaviour;

/// What broken and hostile servers do after they have read the whole request.
public final class Misbehaviour {
  private static final Duration FOR_EVER = Duration.ofDays(1);
  private static final byte[] BLOCK = new byte[64 * 1024];

  private Misbehaviour() {}

  /// Reads the request and closes without an answer.
  public static Behaviour closes() {
    return _ -> {};
  }

  /// Reads the request and resets the connection.
  public static Behaviour resets() {
    return StubWire::reset;
  }

  /// Never answers; holds the connection until the server is closed.
  public static Behaviour silent() {
    return wire -> wire.pause(FOR_EVER);
  }

  /// Sends that answer's head, and its body but for the last `missing` bytes.
  public static Behaviour cuts(StubAnswer answer, int missing) {
    return wire -> {
      wire.write(answer.head());
      wire.write(Arrays.copyOf(answer.body(), answer.body().length - missing));
    };
  }

  /// Sends that answer, one byte each `pause`, head included.
  public static Behaviour drips(StubAnswer answer, Duration pause) {
    return wire -> {
      for (var b : whole(answer)) {
        wire.write(new byte[] {b});
        if (!wire.pause(pause)) {
          return;
        }
      }
    };
  }

  /// Sends the head of that answer at once, then its body one byte each `pause`.
  public static Behaviour dripsBody(StubAnswer answer, Duration pause) {
    return wire -> {
      wire.write(answer.head());
      for (var b : answer.body()) {
        wire.write(new byte[] {b});
        if (!wire.pause(pause)) {
          return;
        }
      }
    };
  }

  /// Header fields without end.
  public static Behaviour endlessHeaders() {
    return wire -> {
      wire.write("HTTP/1.1 200 OK\r\n");
      while (wire.pause(Duration.ZERO)) {
        wire.write("X-Filler: " + "x".repeat(1000) + "\r\n");
      }
    };
  }

  /// One header line without end.
  public static Behaviour endlessLine() {
    return wire -> {
      wire.write("HTTP/1.1 200 OK\r\nX-Filler: ");
      while (wire.pause(Duration.ZERO)) {
        wire.write("x".repeat(1000));
      }
    };
  }

  /// Informational answers (RFC 9110 section 15.2) without end.
  public static Behaviour endlessHints() {
    return wire -> {
      while (wire.pause(Duration.ZERO)) {
        wire.write("HTTP/1.1 103 Early Hints\r\nX-Filler: xxxxxxxx\r\n\r\n");
      }
    };
  }

  /// A body without end, in chunks.
  public static Behaviour endlessBody(String contentType) {
    return wire -> {
      wire.write(okHead(contentType, "Transfer-Encoding: chunked"));
      while (wire.pause(Duration.ZERO)) {
        wire.write(Integer.toHexString(BLOCK.length) + "\r\n");
        wire.write(BLOCK);
        wire.write("\r\n");
      }
    };
  }

  /// Says one Content-Length and sends another number of bytes.
  public static Behaviour liesAboutLength(long said, byte[] sent) {
    return wire -> {
      wire.write(okHead("text/plain", "Content-Length: " + said));
      wire.write(sent);
    };
  }

  /// A small gzip answer that unpacks to `megabytes` of zeros.
  public static Behaviour gzipBomb(int megabytes) {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      for (var block = 0; block < megabytes * 16; block++) {
        gzip.write(BLOCK);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return StubAnswer.ok("application/xml", packed.toByteArray())
        .header("Content-Encoding", "gzip");
  }

  /// Bytes that are no HTTP at all.
  public static Behaviour garbage() {
    return wire -> wire.write("220 mail.example ESMTP\r\n".repeat(50));
  }

  private static byte[] whole(StubAnswer answer) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(answer.head().getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(answer.body());
    return bytes.toByteArray();
  }

  private static String okHead(String contentType, String field) {
    return "HTTP/1.1 200 OK\r\nContent-Type: " + contentType + "\r\n" + field + "\r\n\r\n";
  }
}
