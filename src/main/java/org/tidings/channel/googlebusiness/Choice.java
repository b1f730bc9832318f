// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.googlebusiness;

import java.util.List;
import java.util.Optional;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.Connector;
import org.tidings.channel.Health;
import org.tidings.channel.googlebusiness.Directory.Item;
import org.tidings.oauth.Tokens;
import org.tidings.text.LogText;

/// Which account, and which of its locations: as configured, else as the owner chooses.
record Choice(GoogleSettings settings, ChannelContext context, Connector.Dialog dialog) {
  sealed interface Result {
    record Chosen(Place place) implements Result {}

    record None(Health why) implements Result {}
  }

  Result of(Tokens tokens) {
    if (settings.account().isPresent() && settings.location().isPresent()) {
      return new Result.Chosen(new Place(settings.account().get(), settings.location().get(), ""));
    }
    var api = new Api(settings.addresses(), context.http(), tokens.access());
    var directory = new Directory(api, context.clock().instant());
    return settings
        .account()
        .map(it -> locations(directory, it))
        .orElseGet(() -> accounts(directory));
  }

  private Result accounts(Directory directory) {
    return switch (directory.accounts()) {
      case Directory.Listing.Failed(var why) ->
          new Result.None(new Checkup(settings, context).of(why));
      case Directory.Listing.Found(var items) ->
          one("account", items)
              .map(it -> locations(directory, it.number()))
              .orElseGet(() -> nothing("no Business Profile"));
    };
  }

  private Result locations(Directory directory, String account) {
    if (settings.location().isPresent()) {
      return new Result.Chosen(new Place(account, settings.location().get(), ""));
    }
    return switch (directory.locations(account)) {
      case Directory.Listing.Failed(var why) ->
          new Result.None(new Checkup(settings, context).of(why));
      case Directory.Listing.Found(var items) ->
          one("location", items)
              .<Result>map(it -> new Result.Chosen(new Place(account, it.number(), it.name())))
              .orElseGet(() -> nothing("no location in account " + account));
    };
  }

  private Result nothing(String what) {
    return new Result.None(
        new Health.Bad(
            "that Google account manages " + what,
            "log in as an owner or manager of the profile: tidings connect " + context.id()));
  }

  private Optional<Item> one(String key, List<Item> items) {
    if (items.size() <= 1) {
      items.forEach(it -> dialog.say("The " + key + ": " + line(key, it)));
      return items.stream().findFirst();
    }
    for (var i = 0; i < items.size(); i++) {
      dialog.say("  %d  %s".formatted(i + 1, line(key, items.get(i))));
    }
    var question = "Which %s (1 to %d)".formatted(key, items.size());
    var answer = dialog.ask(question);
    while (!answer.matches("[1-9]\\d{0,3}") || Integer.parseInt(answer) > items.size()) {
      answer = dialog.ask(question);
    }
    return Optional.of(items.get(Integer.parseInt(answer) - 1));
  }

  private static String line(String key, Item item) {
    return "%s (%s = \"%s\")".formatted(LogText.safe(item.name()), key, item.number());
  }
}
