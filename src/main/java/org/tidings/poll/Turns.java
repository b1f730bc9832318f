// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.tidings.config.FeedId;
import org.tidings.config.FeedSettings;
import org.tidings.http.RegistrableDomain;
import org.tidings.poll.FeedTable.Turn;
import org.tidings.store.Database;
import org.tidings.store.Tx;

/// Whose turn it is. Asked every second, so that all but the due feeds must cost nothing: only once
/// for a configuration are all feeds looked through, for those that were never read under their
/// present address.
final class Turns {
  private final Database database;
  private volatile Roster roster = new Roster(List.of(), Set.of(), new ConcurrentHashMap<>());

  Turns(Database database) {
    this.database = database;
  }

  /// Those that are due or wanted, and whose domain does not rest: the wanted first, then the
  /// longest overdue.
  ///
  /// @param wanted feeds that are said to have news
  List<Due> due(List<FeedSettings> feeds, Set<FeedId> wanted, Instant now) {
    var known = roster(feeds);
    return database.read(
        tx -> {
          var resting = DomainRestTable.resting(tx, now);
          var turns = new ArrayList<Turn>();
          known
              .strangers()
              .forEach((feed, url) -> turns.add(Turn.of(feed, Instant.MIN, url, Optional.empty())));
          wanted.stream()
              .filter(it -> known.names().contains(it) && !known.strangers().containsKey(it))
              .flatMap(it -> FeedTable.find(tx, it).stream())
              .map(it -> Turn.of(it.id(), Instant.MIN, it.address(), it.validators().from()))
              .forEach(turns::add);
          FeedTable.due(tx, now).stream()
              .filter(it -> known.names().contains(it.feed()))
              .filter(it -> !known.strangers().containsKey(it.feed()))
              .filter(it -> !wanted.contains(it.feed()))
              .forEach(turns::add);
          return turns.stream()
              .map(it -> new Due(it.feed(), domains(it.addresses())))
              .filter(it -> Collections.disjoint(resting, it.domains()))
              .toList();
        });
  }

  private static Set<String> domains(Set<URI> addresses) {
    return addresses.stream().map(RegistrableDomain::of).collect(Collectors.toSet());
  }

  /// Lets those that failed be due now, if what opens them is another than it was then.
  void askAgain(List<FeedSettings> feeds, Predicate<FeedSettings> isOpenedAnew, Instant now) {
    var failing = database.read(FeedTable::failing);
    var again =
        feeds.stream()
            .filter(it -> failing.contains(it.id()))
            .filter(isOpenedAnew)
            .map(FeedSettings::id)
            .toList();
    if (!again.isEmpty()) {
      database.runInTx(tx -> again.forEach(it -> FeedTable.due(tx, it, now)));
    }
  }

  /// A feed was polled under its present address.
  void polled(FeedId feed) {
    roster.strangers().remove(feed);
  }

  private Roster roster(List<FeedSettings> feeds) {
    var known = roster;
    if (!known.list().equals(feeds)) { // the very same, as a rule: no cost
      known = Roster.of(feeds, database);
      roster = known;
    }
    return known;
  }

  /// @param names all but the paused
  /// @param strangers those never read under their present address, and that address; shrinks
  private record Roster(
      List<FeedSettings> list, Set<FeedId> names, ConcurrentMap<FeedId, URI> strangers) {
    static Roster of(List<FeedSettings> list, Database database) {
      var addresses = addresses(list, database);
      var strangers = new ConcurrentHashMap<FeedId, URI>();
      var active = list.stream().filter(it -> !it.paused()).toList();
      active.stream()
          .filter(it -> !it.url().equals(addresses.get(it.id())))
          .forEach(it -> strangers.put(it.id(), it.url()));
      var names = active.stream().map(FeedSettings::id).collect(Collectors.toSet());
      return new Roster(list, names, strangers);
    }

    private static Map<FeedId, URI> addresses(List<FeedSettings> list, Database database) {
      var addresses = database.read(FeedTable::addresses);
      if (list.stream().allMatch(it -> addresses.containsKey(it.id()))) {
        return addresses;
      }
      return database.inTx(
          tx -> {
            recogniseRenamed(tx, list);
            return FeedTable.addresses(tx);
          });
    }

    /// A feed that got another id keeps its memory: it is known by its address.
    private static void recogniseRenamed(Tx tx, List<FeedSettings> list) {
      var addresses = FeedTable.addresses(tx);
      var taken = list.stream().map(FeedSettings::id).collect(Collectors.toSet());
      for (var feed : list) {
        if (!addresses.containsKey(feed.id())) {
          addresses.entrySet().stream()
              .filter(it -> it.getValue().equals(feed.url()) && !taken.contains(it.getKey()))
              .findFirst()
              .map(Map.Entry::getKey)
              .filter(taken::add)
              .ifPresent(it -> FeedTable.rename(tx, it, feed.id()));
        }
      }
    }
  }
}
