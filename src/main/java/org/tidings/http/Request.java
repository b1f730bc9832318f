// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidings.secret.Secret;

/// One request to make. Immutable; built by the `get`, `post` and `put` factories and the `with`
/// methods. Prints as method, scheme and host only.
public record Request(
    Method method, URI uri, List<Field> fields, Optional<Body> body, Limits limits) {
  public Request {
    fields = List.copyOf(fields);
  }

  /// The methods we use; the safe ones (RFC 9110 section 9.2.1) may follow redirects.
  public enum Method {
    GET,
    HEAD,
    POST,
    PUT,
    DELETE;

    public boolean safe() {
      return this == GET || this == HEAD;
    }
  }

  /// One header field to send. Fields marked `credential` are not sent on after a redirect to
  /// another origin, and never over plain http except to an address the owner allowed. Host,
  /// framing, Accept-Encoding and Content-Type are set by [Egress]; asking for them is refused.
  ///
  /// @param about the address that it speaks of: it goes there, and where redirects lead within
  ///     that site; absent: to all
  public record Field(String name, Secret value, boolean credential, Optional<URI> about) {
    /// @param asked the address that is asked first: if it is another one than what this speaks of,
    ///     it may have a page of its own, even on the same site
    boolean isFor(URI to, URI asked) {
      return about
          .filter(it -> !it.equals(to) && (to.equals(asked) || !Target.isSameSite(it, to)))
          .isEmpty();
    }
  }

  /// The content to send.
  public record Body(String contentType, byte[] bytes) {
    public static Body json(String json) {
      return new Body("application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /// Prints type and size only.
    @Override
    public String toString() {
      return contentType + " (" + bytes.length + " bytes)";
    }
  }

  /// What one request may cost.
  ///
  /// @param connect time to be connected, TLS included
  /// @param total time until the whole answer is read, redirects included; 1 s to 10 min
  /// @param bodyBytes the largest answer after decompression, in bytes
  /// @param redirects how many to follow, 0 to 10; for safe methods only. One that is not followed
  ///     (one too many, in a circle, without a readable address) is the answer
  public record Limits(Duration connect, Duration total, int bodyBytes, int redirects) {
    /// For feeds and pages (facts: connect 10 s, total 30 s, 10 MiB, 5 redirects).
    public static final Limits PAGE =
        new Limits(Duration.ofSeconds(10), Duration.ofSeconds(30), 10 << 20, 5);

    /// For platforms' interfaces: answers are small, servers slow, redirects wrong.
    public static final Limits API =
        new Limits(Duration.ofSeconds(10), Duration.ofSeconds(60), 2 << 20, 0);
  }

  public static Request get(URI uri) {
    return new Request(Method.GET, uri, List.of(), Optional.empty(), Limits.PAGE);
  }

  public static Request post(URI uri, Body body) {
    return new Request(Method.POST, uri, List.of(), Optional.of(body), Limits.API);
  }

  public static Request put(URI uri, Body body) {
    return new Request(Method.PUT, uri, List.of(), Optional.of(body), Limits.API);
  }

  public Request with(Limits limits) {
    return new Request(method, uri, fields, body, limits);
  }

  public Request header(String name, String value) {
    return add(new Field(name, Secret.of(value), false, Optional.empty()));
  }

  /// A condition (RFC 9110 section 13.1): which version of a page we have. It means nothing to
  /// another page, whose server could take it as its own and answer 304 to what we never saw. But
  /// redirects within a site lead to the same page: some give it another address each time.
  ///
  /// @param about whose version
  public Request condition(String name, String value, URI about) {
    return add(new Field(name, Secret.of(value), false, Optional.of(about)));
  }

  /// Whether that address, if it is reached, is sent a condition.
  public boolean isConditional(URI at) {
    return fields.stream().anyMatch(it -> it.about().isPresent() && it.isFor(at, uri));
  }

  /// A header that is a credential.
  public Request credential(String name, Secret value) {
    return add(new Field(name, value, true, Optional.empty()));
  }

  /// `Authorization: Bearer …` (RFC 6750 section 2.1).
  public Request bearer(Secret token) {
    return credential("Authorization", Secret.of("Bearer " + token.reveal()));
  }

  private Request add(Field field) {
    var all = new ArrayList<>(fields);
    all.add(field);
    return new Request(method, uri, all, body, limits);
  }

  @Override
  public String toString() {
    return method + " " + Origin.of(uri);
  }
}
