// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.googlebusiness;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.tidings.http.Http;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.secret.Secret;

/// Google's services as the holder of one access token sees them. Prints without the token.
record Api(GoogleSettings.Addresses addresses, Http http, Secret access) {
  /// `accounts.locations.localPosts.create`.
  Reply create(Place place, String post) {
    var uri = under(addresses.api(), "/v4/" + place.posts());
    return http.send(Request.post(uri, Request.Body.json(post)).bearer(access));
  }

  /// `accounts.locations.localPosts.list`.
  Reply list(Place place, int pageSize, Optional<String> page) {
    var query = "?pageSize=" + pageSize + next(page);
    return get(under(addresses.api(), "/v4/" + place.posts() + query));
  }

  /// `accounts.list`; 20 is the most that a page holds.
  Reply accounts(Optional<String> page) {
    return get(under(addresses.accounts(), "/v1/accounts?pageSize=20" + next(page)));
  }

  /// `accounts.locations.list`, with no more than is needed to choose; 100 is the most that a page
  /// holds.
  Reply locations(String account, Optional<String> page) {
    var path = "/v1/accounts/" + account + "/locations?readMask=name,title&pageSize=100";
    return get(under(addresses.locations(), path + next(page)));
  }

  private Reply get(URI uri) {
    return http.send(Request.get(uri).with(Request.Limits.API).bearer(access));
  }

  private static String next(Optional<String> page) {
    return page.map(it -> "&pageToken=" + URLEncoder.encode(it, StandardCharsets.UTF_8)).orElse("");
  }

  private static URI under(URI base, String path) {
    return URI.create(base.toString().replaceFirst("/+$", "") + path);
  }
}
