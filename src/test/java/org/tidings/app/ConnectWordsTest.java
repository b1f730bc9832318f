// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidings.SettableClock;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.Connector;
import org.tidings.config.ChannelId;
import org.tidings.config.Sections;
import org.tidings.http.Reply;
import org.tidings.secret.FakeKeyring;
import org.tidings.secret.Secret;

/// What `tidings connect` says before it asks for anything: the pages to open, the permissions, and
/// the address to come back to, to the letter. An owner who reads it needs no other page.
class ConnectWordsTest {
  private static final String BACK = "https://localhost/somewhere/back";

  private static final ChannelContext CONTEXT =
      new ChannelContext(
          new ChannelId("it"),
          _ -> new Reply.NotSent(Reply.Cause.UNREACHABLE, "nothing is asked yet"),
          new FakeKeyring(),
          new SettableClock(Instant.parse("2026-11-24T12:00:00Z")));

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # type          | keys                   | all of this is said
          x               |                        | console.x.com;Read and write;Keys and tokens
          x               |                        | 0.20 USD;0.015 USD;budget =
          x               | auth="oauth2";client_id="1" | console.x.com;Read and write;BACK
          x               | auth="oauth2";client_id="1" | tweet.read tweet.write users.read
          x               | auth="oauth2";client_id="1" | media.write offline.access
          facebook        | page="1"               | developers.facebook.com/apps;BACK;Live
          facebook        | page="1"               | pages_read_engagement, pages_manage_posts
          linkedin        |                        | https://www.linkedin.com/developers/apps;BACK
          linkedin        |                        | openid profile w_member_social;60 days
          linkedin        |                        | Share on LinkedIn;OpenID Connect
          linkedin        | organization="1"       | Community Management API;BACK
          linkedin        | organization="1"       | w_organization_social r_organization_social
          threads         |                        | https://developers.facebook.com/apps
          threads         |                        | Threads Testers;Generate Access Token
          threads         | app="1"                | https://developers.facebook.com/apps;BACK
          threads         | app="1"                | threads_basic;threads_content_publish
          google-business | client_id="1"          | console.cloud.google.com;BACK;In production
          google-business | client_id="1"          | https://www.googleapis.com/auth/business.manage
          """)
  void all_that_is_needed_is_said_before_anything_is_asked(
      String type, @Nullable String keys, String words) {
    var toml = "redirect = \"" + BACK + "\"\n" + (keys == null ? "" : keys.replace(';', '\n'));
    var sections = Sections.of(toml);
    var opener = ChannelCatalog.find(type).orElseThrow().read(sections.section());
    assertThat(sections.problems()).isEmpty();
    var said = new ArrayList<String>();
    assertThatThrownBy(() -> opener.connector().orElseThrow().connect(CONTEXT, listening(said)))
        .isInstanceOf(Connector.Cancelled.class);
    assertThat(String.join("\n", said))
        .contains(Arrays.asList(words.replace("BACK", BACK).split(";", -1)));
  }

  /// Listens, and goes away at the first question that asks for something of the account.
  private static Connector.Dialog listening(List<String> said) {
    return new Connector.Dialog() {
      @Override
      public void say(String line) {
        said.add(line);
      }

      @Override
      public String ask(String question) {
        // Which way to go is no question of the account.
        if (question.contains("browser")) {
          return "browser";
        }
        throw new Connector.Cancelled(question);
      }

      @Override
      public URI visit(URI page, URI redirect) {
        throw new AssertionError("too early: " + page);
      }

      @Override
      public Secret askSecret(String question) {
        throw new Connector.Cancelled(question);
      }
    };
  }
}
