// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.tidings.SettableClock;
import org.tidings.http.Http;
import org.tidings.http.Redirecting;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.poll.Scorer.Call;

/// The servers of many blogs, each answer of which takes its time, and the scorer that stands
/// beside them.
final class Publisher {
  private final SettableClock clock;
  private final Scorer scorer;
  private final RandomGenerator random;
  private final Map<URI, MadeUpBlog> blogs = new HashMap<>();

  Publisher(SettableClock clock, Scorer scorer, RandomGenerator random, List<MadeUpBlog> all) {
    this.clock = clock;
    this.scorer = scorer;
    this.random = random;
    all.forEach(blog -> blog.addresses().forEach(it -> blogs.put(it, blog)));
  }

  /// The way to them.
  Http http() {
    return Redirecting.to(this::answer);
  }

  private Reply answer(Request request) {
    var blog = Optional.ofNullable(blogs.get(request.uri()));
    if (blog.isEmpty()) {
      scorer.strayed(clock.instant(), request.uri());
      return new Reply.NotSent(Reply.Cause.UNREACHABLE, "no such host");
    }
    var asked = call(request, blog.get());
    scorer.asked(asked);
    var took = 20 + random.nextInt(900);
    var answer = blog.get().answer(asked, clock.instant().plusMillis(took));
    clock.advance(answer.reply() instanceof Reply.NoAnswer ? TIME_OUT : Duration.ofMillis(took));
    scorer.answered(asked, clock.instant(), answer.said());
    return answer.reply();
  }

  private static final Duration TIME_OUT = Request.Limits.PAGE.total();

  private Call call(Request request, MadeUpBlog blog) {
    return new Call(
        clock.instant(),
        blog.name(),
        request.uri(),
        domain(request.uri()),
        field(request, "If-None-Match"),
        field(request, "If-Modified-Since"),
        request.fields().stream().map(it -> it.name().toLowerCase(Locale.ROOT)).toList());
  }

  private static Optional<String> field(Request request, String name) {
    return request.fields().stream()
        .filter(it -> it.name().equalsIgnoreCase(name))
        .map(it -> it.value().reveal())
        .findFirst();
  }

  /// All our hosts are `something.domain.tld`.
  static String domain(URI uri) {
    var labels = uri.getHost().split("\\.", -1);
    return labels[labels.length - 2] + "." + labels[labels.length - 1];
  }
}
