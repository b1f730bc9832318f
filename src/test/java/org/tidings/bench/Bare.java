// SPDX-License-Identifier: Apache-2.0
package org.tidings.bench;

import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/// The libraries alone, used as their own examples do; connections are not kept, as ours are not.
final class Bare implements AutoCloseable {
  private final CloseableHttpClient client =
      HttpClients.custom().setConnectionReuseStrategy((_, _, _) -> false).build();

  /// What is at an address; nothing after 304.
  byte[] get(URI uri) throws IOException {
    var get = new HttpGet(uri);
    get.setHeader("If-None-Match", "\"1\"");
    return client.execute(
        get,
        response ->
            response.getEntity() == null
                ? new byte[0]
                : EntityUtils.toByteArray(response.getEntity()));
  }

  SyndFeed parse(byte[] document) throws IOException {
    try (var reader = new XmlReader(new ByteArrayInputStream(document))) {
      return new SyndFeedInput().build(reader);
    } catch (FeedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
