// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tidings.http.Origin;
import org.tidings.poll.PollReport.Ending;
import org.tidings.text.LogText;

/// What the log says of a poll: trouble on change only, news always, the rest for debugging.
final class PollLog {
  private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

  private PollLog() {}

  static void say(FeedRow before, FeedRow after, PollReport report) {
    var feed = report.feed();
    moved(before, after);
    quiet(before, after);
    switch (report.ending()) {
      case Ending.Failed(var reason) -> failed(before, report, reason);
      case Ending.Gone(var reason, var confirmed) -> gone(before, report, reason, confirmed);
      case Ending.Unchanged _ -> {
        recovered(before, report);
        LOG.debug("feed={} status=unchanged", feed);
      }
      case Ending.Baselined(var entries, var enqueued) -> {
        recovered(before, report);
        LOG.info(
            "feed={} status=baselined: {} entries remembered, {} of them to be posted",
            feed,
            entries,
            enqueued);
      }
      case Ending.Read(var entries, var articles, var held) -> {
        recovered(before, report);
        news(report, entries, articles, held);
      }
    }
  }

  /// Addresses of feeds may hold a key; their hosts do not.
  private static void moved(FeedRow before, FeedRow after) {
    if (before.move().learnt().equals(after.move().learnt())) {
      return;
    }
    if (after.move().learnt().isPresent()) {
      LOG.info(
          "feed={} status=moved: asked at {} from now on; give it that url in the configuration",
          after.id(),
          Origin.of(after.address()));
    } else {
      LOG.warn("feed={} status=moved: back to the configured url", after.id());
    }
  }

  private static void quiet(FeedRow before, FeedRow after) {
    if (before.habits().quiet().isEmpty() && after.habits().quiet().isPresent()) {
      LOG.warn(
          "feed={} status=quiet: nothing new since {}, against its habit; look whether the blog"
              + " still writes into this feed",
          after.id(),
          after.habits().rhythm().last().map(Instant::toString).orElse("ever"));
    }
    if (before.habits().stuck().isEmpty() && after.habits().stuck().isPresent()) {
      LOG.warn(
          "feed={} status=stuck: its server says 'not modified' though it has news; it is asked"
              + " without conditions, and less often, from now on",
          after.id());
    }
  }

  private static void news(PollReport report, int entries, int articles, boolean held) {
    if (held) {
      LOG.warn(
          "feed={} status=held: {} of {} entries look new, which looks like a rebuilt feed;"
              + " see: tidings queue --feed {}",
          report.feed(),
          articles,
          entries,
          report.feed());
    } else if (articles > 0) {
      LOG.info("feed={} status=new: {} of {} entries", report.feed(), articles, entries);
    } else {
      LOG.debug("feed={} status=read: {} entries, none new", report.feed(), entries);
    }
  }

  private static void failed(FeedRow before, PollReport report, String reason) {
    if (before.trouble().failures() == 0) {
      LOG.warn("feed={} status=failed: {}", report.feed(), LogText.safe(reason));
    } else {
      LOG.debug("feed={} status=failed: {}", report.feed(), LogText.safe(reason));
    }
  }

  private static void gone(FeedRow before, PollReport report, String reason, boolean confirmed) {
    if (confirmed) {
      LOG.warn(
          "feed={} status=gone: {}; it is not asked any more, give it another url or take it out"
              + " of the configuration",
          report.feed(),
          LogText.safe(reason));
    } else {
      failed(before, report, reason);
    }
  }

  private static void recovered(FeedRow before, PollReport report) {
    if (before.trouble().failures() > 0) {
      LOG.info(
          "feed={} status=recovered after {} failures", report.feed(), before.trouble().failures());
    }
  }
}
