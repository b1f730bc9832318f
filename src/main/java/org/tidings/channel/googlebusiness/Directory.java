// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.googlebusiness;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tidings.channel.Outcome;
import org.tidings.http.Reply;
import org.tidings.text.Json;
import tools.jackson.databind.JsonNode;

/// What the owner may choose from: accounts, and the locations of one.
record Directory(Api api, Instant now) {
  /// Some agencies have thousands of locations; nobody chooses from more than these.
  private static final int PAGES = 20;

  /// What a list holds.
  sealed interface Listing {
    record Found(List<Item> items) implements Listing {
      public Found {
        items = List.copyOf(items);
      }
    }

    record Failed(Outcome why) implements Listing {}
  }

  /// An account or a location.
  record Item(String number, String name) {}

  /// developers.google.com/my-business/reference/accountmanagement/rest/v1/accounts.
  Listing accounts() {
    return all("accounts", "accountName", api::accounts);
  }

  /// developers.google.com/my-business/reference/businessinformation/rest/v1/accounts.locations.
  Listing locations(String account) {
    return all("locations", "title", page -> api.locations(account, page));
  }

  private Listing all(String list, String label, Function<Optional<String>, Reply> ask) {
    var items = new ArrayList<Item>();
    var next = Optional.<String>empty();
    for (var page = 0; page < PAGES; page++) {
      var reply = ask.apply(next);
      if (!(reply instanceof Reply.Answer answer) || !answer.ok()) {
        return new Listing.Failed(new Verdict(api.access(), now).of(reply));
      }
      var read = Json.object(answer.text());
      if (read.isEmpty()) {
        return new Listing.Failed(new Outcome.Misconfigured("that is no list of " + list));
      }
      read.get().path(list).forEach(it -> item(it, list, label).ifPresent(items::add));
      next = Json.text(read.get(), "nextPageToken");
      if (next.isEmpty()) {
        break;
      }
    }
    return new Listing.Found(items);
  }

  private static Optional<Item> item(JsonNode node, String list, String label) {
    return Json.text(node, "name")
        .filter(it -> it.matches(list + "/\\d{1,30}"))
        .map(it -> it.substring(list.length() + 1))
        .map(it -> new Item(it, Json.text(node, label).orElse(it)));
  }
}
