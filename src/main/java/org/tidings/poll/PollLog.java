// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tidings.poll.PollReport.Ending;
import org.tidings.text.LogText;

/// What the log says of a poll: trouble on change only, news always, the rest for debugging.
final class PollLog {
  private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

  private PollLog() {}

  static void say(FeedRow before, PollReport report) {
    var feed = report.feed();
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
    if (before.failures() == 0) {
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
    if (before.failures() > 0) {
      LOG.info("feed={} status=recovered after {} failures", report.feed(), before.failures());
    }
  }
}
