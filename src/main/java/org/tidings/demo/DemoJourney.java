// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.tidings.app.State;
import org.tidings.history.HistoryQuery;
import org.tidings.outbox.DeliveryState;

/// What happens in the demo, step by step.
record DemoJourney(
    Demo demo, Path folder, DemoBlog blog, DemoNetworks networks, DaemonProcess daemon) {
  /// So often the blog must have been read after an edit before 'no second post' means anything.
  private static final int POLLS_AFTER_EDIT = 3;

  void run() throws IOException, InterruptedException {
    var news = DemoArticles.news(Instant.now());
    firstRead();
    publication(news.getFirst());
    crash(news.get(1));
    goingOn(news);
  }

  private void firstRead() throws InterruptedException {
    demo.step("the daemon reads the blog for the first time: what is there is not posted");
    demo.await("the first poll", () -> blog.reads() >= 2);
    expectOnly(List.of());
  }

  private void publication(DemoArticle first) throws InterruptedException {
    demo.step("an article is published, and its title edited: one post on each network");
    blog.publish(first);
    demo.await("the first post", () -> !networks.interrupted().posts().isEmpty());
    var reads = blog.reads();
    blog.edit(first.titled("Tea &amp; trains: 5 slow journeys (corrected)"));
    demo.await("the blog to be read again", () -> blog.reads() >= reads + POLLS_AFTER_EDIT);
    demo.await("the posts", () -> networks.eachHas(1));
    expectOnly(List.of(first));
  }

  /// Only one answer is open when the daemon dies: to the other networks the post went out, or
  /// waits for them to be ready for it.
  private void crash(DemoArticle second) throws IOException, InterruptedException {
    var silent = networks.interrupted();
    demo.step(
        "the next one is published, and the daemon is killed while "
            + silent.name()
            + " holds its answer");
    silent.holdAnswers(true);
    blog.publish(second);
    demo.await("the post", () -> silent.posts().size() >= 2);
    demo.await(
        "the other networks",
        () -> deliveries(DeliveryState.SENDING) == 1 && deliveries(DeliveryState.READY) == 0);
    daemon.kill();
    silent.holdAnswers(false);
    demo.say("  killed (SIGKILL) between the request and its answer; starting it again …");
    daemon.restart();
  }

  private void goingOn(List<DemoArticle> all) throws InterruptedException {
    demo.step("one more, while it finds out what became of that post");
    blog.publish(all.getLast());
    demo.await("the posts", () -> networks.eachHas(all.size()));
    var posts = all.size() * networks.all().size();
    demo.await("the history", () -> deliveries(DeliveryState.PUBLISHED) >= posts);
    expectOnly(all);
  }

  /// Opened anew each time: a look at the state disturbs no daemon, and must survive its death.
  private long deliveries(DeliveryState wanted) {
    try (var state = State.open(folder.resolve("state"))) {
      return state.history().search(HistoryQuery.newest(1000)).entries().stream()
          .filter(it -> it.state() == wanted)
          .count();
    }
  }

  private void expectOnly(List<DemoArticle> articles) {
    var links =
        articles.stream()
            .map(it -> URI.create(blog.address() + it.path()))
            .collect(Collectors.toSet());
    networks.mistakes(links).forEach(it -> demo.expect(false, it));
    demo.say(
        networks.all().stream()
            .map(it -> it.name() + " " + it.fake().posts().size())
            .collect(Collectors.joining(", ", "  posts: ", "")));
  }
}
