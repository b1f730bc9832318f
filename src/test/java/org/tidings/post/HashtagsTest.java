// SPDX-License-Identifier: Apache-2.0
package org.tidings.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidings.post.PostLimits.HashtagAlphabet;

class HashtagsTest {
  private static final Hashtags WORD = new Hashtags(HashtagAlphabet.WORD, 10);
  private static final Hashtags WIDE = new Hashtags(HashtagAlphabet.WIDE, 10);

  /// Mastodon's `Tag::HASHTAG_NAME_RE`, as far as we use it.
  private static final Pattern MASTODON_NAME =
      Pattern.compile(
          "[\\p{IsAlphabetic}\\p{M}\\p{Nd}\\p{Pc}]*\\p{IsAlphabetic}[\\p{IsAlphabetic}\\p{M}\\p{Nd}\\p{Pc}]*");

  /// The part of Bluesky's `TAG_REGEX` after the sign.
  private static final Pattern BLUESKY_NAME =
      Pattern.compile(
          "(?!\\uFE0F)[^\\s\\u00AD\\u2060\\u200A-\\u200D\\u20E2]*[^\\d\\s\\p{P}\\u00AD\\u2060\\u200A-\\u200D\\u20E2]+\\S*");

  @ParameterizedTest
  @CsvSource({
    "politics, #Politics",
    "climate change, #ClimateChange",
    "debian 8, #Debian8",
    "U.S. politics, #USPolitics",
    "iOS, #iOS",
    "iOS apps, #iOSApps",
    "PostgreSQL, #PostgreSQL",
    "BREAKING, #BREAKING",
    "self-hosting, #SelfHosting",
    "women's rights, #WomensRights",
    "women’s rights, #WomensRights",
    "COVID-19, #COVID19",
    "Python 3.12, #Python3_12",
    "2024-25 budget, #2024_25Budget",
    "3D printing, #3DPrinting",
    "Research & Development, #ResearchDevelopment",
    "R&D, #RD",
    "AC/DC, #ACDC",
    "Node.js, #Nodejs",
    "C++, #Cpp",
    "c#, #CSharp",
    ".NET, #DotNet",
    "R, #R",
    "snake_case, #Snake_case",
    "#golang, #Golang",
    "Yahoo! news, #YahooNews",
    "rock + roll, #RockRoll",
    "🎉 Party, #Party",
    "☕️ Coffee, #Coffee",
    "<b>bold</b> move, #BoldMove",
    "col·lecció, #Collecció",
    "economía, #Economía",
    "ǆungla, #ǅungla",
    "straße, #Straße",
    "Ελληνικά νέα, #ΕλληνικάΝέα",
    "новости дня, #НовостиДня",
    "հայերեն լուրեր, #ՀայերենԼուրեր",
    "საქართველო, #საქართველო",
    "जलवायु परिवर्तन, #जलवायु_परिवर्तन",
    "हिंदी 2026, #हिंदी_2026",
    "தமிழ் செய்திகள், #தமிழ்_செய்திகள்",
    "বাংলা, #বাংলা",
    "ภาษาไทย, #ภาษาไทย",
    "データベース, #データベース",
    "東京 2020, #東京_2020",
    "한국어 뉴스, #한국어_뉴스",
    "قواعد البيانات, #قواعد_البيانات",
    "می‌خواهم, #میخواهم",
    "חדשות היום, #חדשות_היום",
    "አማርኛ, #አማርኛ"
  })
  void makes_categories_into_hashtags(String category, String hashtag) {
    assertThat(hashtags(WORD, category)).containsExactly(hashtag);
    assertThat(hashtag.substring(1)).matches(MASTODON_NAME);
    assertThat(hashtags(WIDE, category).getFirst().substring(1)).matches(BLUESKY_NAME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026",
        "24/7",
        "3.14",
        "!!!",
        "🎉",
        "1️⃣",
        "___",
        "",
        "  ",
        "X+",
        "Uncategorized",
        "uncategorised",
        "Non classé",
        "未分類",
        "http://schemas.example/blogger/2008/kind#post",
        "a category so long that it is really a sentence about something else altogether"
      })
  void leaves_out_what_says_nothing_as_a_hashtag(String category) {
    assertThat(hashtags(WORD, category)).isEmpty();
  }

  @Test
  void keeps_signs_where_the_network_does() {
    assertThat(hashtags(WIDE, "Disney+")).containsExactly("#Disney+");
    assertThat(hashtags(WORD, "Disney+")).containsExactly("#Disney");
  }

  @Test
  void composes_decomposed_letters() {
    assertThat(hashtags(WORD, "cafe\u0301")).containsExactly("#Caf\u00E9");
  }

  @Test
  void sets_each_once_whatever_its_case_and_no_more_than_the_network_likes() {
    assertThat(hashtags(WORD, "News", "news", "NEWS", "Sport")).containsExactly("#News", "#Sport");
    assertThat(new Hashtags(HashtagAlphabet.WORD, 2).of(List.of("a", "b", "c"), Set.of()))
        .containsExactly("#A", "#B");
    assertThat(WORD.of(List.of("blog", "news"), Set.of("Blog"))).containsExactly("#News");
  }

  @Test
  void sets_none_where_there_are_none() {
    assertThat(new Hashtags(HashtagAlphabet.NONE, 10).of(List.of("news"), Set.of())).isEmpty();
    assertThat(new Hashtags(HashtagAlphabet.NONE, 10).in("#news")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'A #blog post', blog, blog",
    "'(#blog)', blog, blog",
    "'#blog.', blog, blog",
    "'#blog-post', blog, blog-post",
    "'#2026', , ",
    "'a#blog', , ",
    "'https://x.example/#blog', , ",
    "'#தமிழ்_செய்திகள் x', தமிழ்_செய்திகள், தமிழ்_செய்திகள்",
    "'#C++ x', C, C++"
  })
  void finds_the_hashtags_in_a_text_as_the_network_does(String text, String word, String wide) {
    assertThat(WORD.in(text)).extracting(Hashtags.Found::tag).isEqualTo(list(word));
    assertThat(WIDE.in(text)).extracting(Hashtags.Found::tag).isEqualTo(list(wide));
    assertThat(WORD.in(text))
        .allSatisfy(
            it -> assertThat(text.substring(it.start(), it.end())).isEqualTo("#" + it.tag()));
  }

  private static List<String> list(String tag) {
    return tag == null ? List.of() : List.of(tag);
  }

  private static List<String> hashtags(Hashtags hashtags, String... categories) {
    return hashtags.of(Hashtags.meaningful(List.of(categories)).toList(), Set.of());
  }
}
