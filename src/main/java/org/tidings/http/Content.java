// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/// Reads the content of an answer, unpacked, under its caps.
final class Content {
  /// Beyond this size an answer may be at most [#RATIO] times its packed size; a page of one
  /// letter packs better than any real one, so small answers are not judged.
  private static final int RATIO_FROM = 1 << 20;

  private static final int RATIO = 100;

  private final int limit;
  private final Counted packed;

  private Content(InputStream in, int limit) {
    this.packed = new Counted(in);
    this.limit = limit;
  }

  /// The whole content.
  ///
  /// @param codings the values of Content-Encoding (RFC 9110 section 8.4)
  /// @param limit the largest size after unpacking, in bytes
  static byte[] read(InputStream in, List<String> codings, int limit) throws IOException {
    var content = new Content(in, limit);
    try (var unpacked = content.unpacked(coding(codings))) {
      return content.drain(unpacked);
    }
  }

  private static String coding(List<String> codings) throws UnreadableException {
    var coding = String.join(",", codings).strip().toLowerCase(Locale.ROOT);
    return switch (coding) {
      case "", "identity" -> "";
      case "gzip", "x-gzip" -> "gzip";
      case "deflate" -> coding;
      default -> throw new UnreadableException("the answer is packed in a way we did not ask for");
    };
  }

  private InputStream unpacked(String coding) throws IOException {
    if (coding.isEmpty()) {
      return packed;
    }
    var in = new PushbackInputStream(packed, 2);
    var start = in.readNBytes(2);
    in.unread(start);
    if (start.length == 0) {
      return in;
    }
    if (coding.equals("gzip")) {
      return new GZIPInputStream(in);
    }
    return zlib(start) ? new InflaterInputStream(in) : raw(in);
  }

  /// Some servers send bare deflate where RFC 9110 section 8.4.1.2 wants zlib's frame.
  private static boolean zlib(byte[] start) {
    return start.length == 2
        && (start[0] & 0x0f) == 8
        && (((start[0] & 0xff) << 8) | (start[1] & 0xff)) % 31 == 0;
  }

  private static InputStream raw(InputStream in) {
    return new InflaterInputStream(in, new Inflater(true)) {
      @Override
      public void close() throws IOException {
        super.close();
        inf.end();
      }
    };
  }

  private byte[] drain(InputStream in) throws IOException {
    var whole = new ByteArrayOutputStream();
    var block = new byte[16 * 1024];
    for (var read = in.read(block); read >= 0; read = in.read(block)) {
      whole.write(block, 0, read);
      if (whole.size() > limit) {
        throw new UnreadableException("the answer is larger than " + limit + " bytes");
      }
      if (whole.size() > RATIO_FROM && whole.size() / RATIO > packed.count) {
        throw new UnreadableException("the answer unpacks to more than 100 times its size");
      }
    }
    return whole.toByteArray();
  }

  /// Counts what came over the wire. Not closed with what unpacks it: closing would read on to the
  /// end of an answer that we refuse to read.
  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      var one = super.read();
      count += one < 0 ? 0 : 1;
      return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      var read = super.read(bytes, offset, length);
      count += Math.max(read, 0);
      return read;
    }

    @Override
    public void close() {}
  }
}
