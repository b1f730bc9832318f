// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.HttpMessageParserFactory;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/// Parses answers' heads of 64 KiB at most, all heads of a connection together: so a flood of 1xx
/// answers ends too. HttpClient itself limits one line and the number of fields, not their sum.
final class HeadLimit implements HttpMessageParserFactory<ClassicHttpResponse> {
  private static final int HEAD_BYTES = 64 * 1024;

  /// What the parser may read ahead into its buffer, beyond the head.
  static final int BUFFER_BYTES = 8 * 1024;

  private final DefaultHttpResponseParserFactory parsers;

  HeadLimit(Http1Config config) {
    this.parsers = new DefaultHttpResponseParserFactory(config);
  }

  @Override
  public HttpMessageParser<ClassicHttpResponse> create() {
    return new Parser(parsers.create());
  }

  /// What HttpClient 5.6 still calls; its argument is what the constructor got.
  @Override
  @SuppressWarnings("deprecation") // abstract in the interface
  public HttpMessageParser<ClassicHttpResponse> create(Http1Config config) {
    return create();
  }

  private static final class Parser implements HttpMessageParser<ClassicHttpResponse> {
    private final HttpMessageParser<ClassicHttpResponse> parser;
    private int left = HEAD_BYTES + BUFFER_BYTES;

    Parser(HttpMessageParser<ClassicHttpResponse> parser) {
      this.parser = parser;
    }

    @Override
    public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in)
        throws IOException, HttpException {
      return parser.parse(buffer, new Counted(in));
    }

    private final class Counted extends FilterInputStream {
      Counted(InputStream in) {
        super(in);
      }

      @Override
      public int read() throws IOException {
        var one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        var read = super.read(bytes, offset, length);
        count(Math.max(read, 0));
        return read;
      }

      private void count(int read) throws UnreadableException {
        left -= read;
        if (left < 0) {
          throw new UnreadableException("the answer's head is larger than 64 KiB");
        }
      }
    }
  }
}
