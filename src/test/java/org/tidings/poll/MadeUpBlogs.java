// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.tidings.poll.MadeUpBlog.Way;

/// Any number of blogs, as different as blogs are: lively and sleepy, on servers of their own and
/// on platforms, with every custom of servers and every trouble they get into.
final class MadeUpBlogs {
  static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

  private static final Duration DAY = Duration.ofDays(1);

  /// Months without an article, or years.
  private static final int[] ASLEEP = {40, 100, 250, 900};

  /// Several a day to one a month.
  private static final Duration[] GAPS = {
    Duration.ofHours(7), DAY, DAY.multipliedBy(3), DAY.multipliedBy(7), DAY.multipliedBy(30)
  };

  private final RandomGenerator random;
  private final Duration length;

  private MadeUpBlogs(RandomGenerator random, Duration length) {
    this.random = random;
    this.length = length;
  }

  /// The same seed makes the same.
  static List<MadeUpBlog> some(int count, Duration length, SplittableRandom random) {
    var maker = new MadeUpBlogs(random, length);
    var all = new ArrayList<MadeUpBlog>();
    for (var i = 0; i < count; i++) {
      all.add(maker.blog(i));
    }
    return all;
  }

  /// Hosts end in `.com`, since for the public suffix list `.example` has no registrable domains.
  /// Every third blog is on one of a few platforms.
  private MadeUpBlog blog(int number) {
    var name = "blog-" + number;
    var host =
        number % 3 == 0 ? name + ".platform-" + number % 21 + ".com" : "www." + name + ".com";
    var scheme = random.nextInt(8) == 0 ? "http" : "https";
    var address = URI.create(scheme + "://" + host + "/feed/");
    return MadeUpBlog.of(name, address, custom(), articles())
        .going(way(name, address))
        .asking(random.nextInt(3) == 0 ? one(Asking.values()) : Asking.NOTHING)
        .having(spells())
        .filled(random.nextInt(25) == 0 ? 25_000 : 100);
  }

  private Custom custom() {
    return random.nextInt(2) == 0 ? Custom.BOTH : one(Custom.values());
  }

  private List<Instant> articles() {
    var gap = one(GAPS);
    var asleep = random.nextInt(5) == 0;
    var end = asleep ? START.minus(DAY.multipliedBy(asleep())) : START.plus(length);
    var all = new ArrayList<Instant>();
    var at = (asleep ? end : START).minus(gap.multipliedBy(10));
    while (at.isBefore(end)) {
      all.add(Instant.ofEpochSecond(at.getEpochSecond()));
      at = at.plus(share(gap));
    }
    return all;
  }

  private int asleep() {
    return ASLEEP[random.nextInt(ASLEEP.length)];
  }

  /// Half of a duration to one and a half of it.
  private Duration share(Duration mean) {
    return Duration.ofMillis((long) (mean.toMillis() * (0.5 + random.nextDouble())));
  }

  private Way way(String name, URI address) {
    var some = random.nextInt(40);
    var then = START.plus(part(length));
    return switch (some) {
      case 0 -> new Way(301, URI.create("https://" + name + "-new.com/feed.xml"), then);
      case 1 -> new Way(308, address.resolve("/index.xml"), then);
      case 2 -> new Way(301, URI.create("https://" + address.getHost() + "/feed/"), then);
      case 3 -> new Way(301, URI.create("https://feeds.burner-1.com/" + name), START);
      case 4, 5 ->
          new Way(302, URI.create("https://feeds.burner-" + some % 2 + ".com/" + name), START);
      case 6 -> new Way(307, address.resolve("/rss"), then);
      default -> new Way(0, address, Instant.MAX);
    };
  }

  private List<Spell> spells() {
    var all = new ArrayList<Spell>();
    while (random.nextInt(3) != 0) {
      all.add(Spell.of(one(Spell.Kind.values()), START.plus(part(length))));
    }
    return all;
  }

  private Duration part(Duration whole) {
    return Duration.ofMillis((long) (whole.toMillis() * random.nextDouble()));
  }

  private <T> T one(T[] all) {
    return all[random.nextInt(all.length)];
  }
}
