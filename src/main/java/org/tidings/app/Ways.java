// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.tidings.config.FeedSettings;
import org.tidings.config.ProxySettings;
import org.tidings.http.Access;
import org.tidings.http.Egress;
import org.tidings.http.Http;
import org.tidings.http.Origin;
import org.tidings.http.Proxy;
import org.tidings.http.Reply;
import org.tidings.secret.References;
import org.tidings.secret.Secret;
import org.tidings.secret.SecretException;

/// The ways out, with what opens them: logins of private feeds and of proxies.
final class Ways {
  private final Egress egress;
  private final References references;

  Ways(Egress egress, References references) {
    this.egress = egress;
    this.references = references;
  }

  /// The way to one feed.
  ///
  /// @param common the proxy of all feeds, which a feed's own beats
  /// @throws SecretException if something that opens it can't be had
  Http to(FeedSettings feed, Optional<ProxySettings> common) {
    var access = new Access(Origin.of(feed.url()), opening(feed));
    return access.over(by(feed.allowPrivate(), feed.proxy().or(() -> common)));
  }

  /// The way to whatever is asked for.
  ///
  /// @throws SecretException if the proxy's password can't be had
  Http by(List<String> allowPrivate, Optional<ProxySettings> proxy) {
    return egress.http(allowPrivate, proxy.map(this::known));
  }

  /// A way that is looked for with each request, so that a secret that was mended opens it at once.
  /// While it can't be had, nothing is sent, by no other way either.
  static Http found(Supplier<Http> way) {
    return request -> {
      try {
        return way.get().send(request);
      } catch (SecretException e) {
        return new Reply.NotSent(Reply.Cause.FORBIDDEN, String.valueOf(e.getMessage()));
      }
    };
  }

  /// The header fields that open a feed.
  ///
  /// @throws SecretException if one can't be had
  Map<String, Secret> opening(FeedSettings feed) {
    var fields = new TreeMap<String, Secret>();
    feed.access()
        .headers()
        .forEach((name, it) -> fields.put(name, references.resolve(it, words(name, feed))));
    feed.access()
        .login()
        .ifPresent(
            it ->
                fields.put(
                    "Authorization",
                    Access.basic(
                        it.user(), references.resolve(it.password(), words("password", feed)))));
    return fields;
  }

  private static String words(String name, FeedSettings feed) {
    return "the " + name + " of feed " + feed.id();
  }

  private Proxy known(ProxySettings proxy) {
    var address = proxy.address();
    return proxy
        .login()
        .map(
            it ->
                Proxy.of(
                    address,
                    it.user(),
                    references.resolve(it.password(), "the password of the proxy " + address)))
        .orElseGet(() -> Proxy.open(address));
  }
}
