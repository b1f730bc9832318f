// SPDX-License-Identifier: Apache-2.0
package org.tidings.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidings.article.Article;
import org.tidings.article.ArticleSamples;
import org.tidings.post.PostLimits.CardBy;
import org.tidings.post.PostLimits.HashtagAlphabet;
import org.tidings.post.PostLimits.Mentions;
import org.tidings.text.LengthRule;

class TemplateTest {
  private static final PostLimits ROOMY =
      new PostLimits(
          List.of(new LengthRule(LengthRule.Unit.UTF16_UNITS, 60_000)),
          OptionalInt.empty(),
          HashtagAlphabet.WORD,
          10,
          Mentions.INERT,
          CardBy.NOBODY);

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      value = {
        "{{ title | upper }} → HOW WE MOVED FOUR TERABYTES WITHOUT DOWNTIME",
        "{{ author | lower }} → ann example",
        "{{ 'élan' | capitalize }} → Élan",
        "{{ title | truncate(13) }} → How we moved…",
        "{{ title | abbreviate(13) }} → How we moved…",
        "{{ title | words(2) }} → How we…",
        "{{ author | replace('Example', 'E.') }} → Ann E.",
        "{{ link }} → https://blog.example/2026/11/moving-house",
        "{{ link | upper }} → https://blog.example/2026/11/moving-house",
        "{{ link | truncate(10) }}x → x",
        "{{ hashtags }} → #ClimateChange #PostgreSQL #Debian8",
        "{{ hashtags | lower }} → #ClimateChange #PostgreSQL #Debian8",
        "{{ hashtags | join(', ') }} → #ClimateChange, #PostgreSQL, #Debian8",
        "{{ hashtags | first }}/{{ hashtags | last }} → #ClimateChange/#Debian8",
        "{{ categories | join(' · ') }} → climate change · PostgreSQL · debian 8",
        "{{ categories | upper | first }} → CLIMATE CHANGE",
        "{{ feed }} {{ language }} {{ published }} → blog en 2026-11-20",
        "{{ 'a' ~ author ~ 1 }} → aAnn Example1",
        "{{ \"by #{author}\" }} → by Ann Example",
        "{{ author == 'Ann Example' ? 'me' : author }} → me",
        "{% if author %}by {{ author }}{% endif %} → by Ann Example",
        "{% if title contains 'moved' and not (author is empty) %}yes{% else %}no{% endif %} → yes",
        "{% if categories contains 'debian 8' %}yes{% endif %} → yes",
        "{% if categories contains 'debian' or author != 'x' %}yes{% endif %} → yes",
        "{% if false %}a{% elseif author is not empty %}b{% else %}c{% endif %} → b",
        "{% for tag in hashtags %}{{ loop.index }}{{ tag }}{% if not loop.last %};{% endif %}{%"
            + " endfor %} → 0#ClimateChange;1#PostgreSQL;2#Debian8",
        "{% for c in categories %}{% if loop.first %}{{ loop.length }}: {{ c }}{% endif %}{% endfor"
            + " %} → 3: climate change",
        "{{ 'a' }}{# a comment #}{{ 'b' }} → ab",
        "{{ '{{' }} → {{"
      })
  void prints_what_the_manual_says(String template, String text) throws TemplateException {
    assertThat(compose(ArticleSamples.ordinary(), template).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      value = {
        "{{ author | default('nobody') }} → nobody",
        "{{ author | default(title) }} → A note",
        "{% for tag in hashtags %}{{ tag }}{% else %}none{% endfor %} → none",
        "{{ hashtags | first }}{{ hashtags | join }}x → x",
        "{% if link %}{{ link }}{% else %}no link{% endif %} → no link",
        "{% if hashtags is empty %}no tags{% endif %} → no tags"
      })
  void prints_nothing_for_what_is_not_there(String template, String text) throws TemplateException {
    assertThat(compose(ArticleSamples.bare(), template).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      value = {
        "{{ titel }} → 1 → there is no variable 'titel'; did you mean 'title'?",
        "a\\n\\n{{ title | uper }} → 3 → there is no filter 'uper'; did you mean 'upper'?",
        "{% if author %}\\n"
            + "by {{ autor }}\\n"
            + "{% endif %} → 2 → there is no variable 'autor'; did you mean 'author'?",
        "{# one\\ntwo #}\\n{{ x }} → 3 → there is no variable 'x'; there are author",
        "{{ title → 1 → the template ends inside",
        "{% if title %} → 1 → missing \"endif\"",
        "a\\n{{ title }\\nb → 2 → Unexpected",
        "{{ title | truncate }} → 1 → 'truncate' takes a number",
        "{{ title | truncate(0) }} → 1 → 'truncate' takes a number",
        "{{ title | truncate(summary) }} → 1 → 'truncate' takes a number",
        "{{ title | truncate(max=3) }} → 1 → have no names",
        "{{ title | upper(1) }} → 1 → 'upper' takes nothing",
        "{{ title | replace('a', title) }} → 1 → 'replace' takes a short text in quotes and",
        "{{ title is odd }} → 1 → after 'is'",
        "{{ loop.index }} → 1 → '.index'",
        "a\\n{% for x in title %}{% endfor %} → 2 → 'for' goes over",
        "a\\n\\n{% verbatim %}x{% endverbatim %} → 3 → there is no 'verbatim'",
        "a\\n{% set x = 1 %} → 2 → there is no 'set'",
        "{% foo %} → 1 → there is no statement \"foo\""
      })
  void says_where_the_mistake_is_and_what(String template, int line, String message) {
    assertThatThrownBy(() -> Template.compile(template.replace("\\n", "\n")))
        .isInstanceOfSatisfying(
            TemplateException.class, it -> assertThat(it.line()).isEqualTo(line))
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ title.class }}",
        "{{ title.getClass() }}",
        "{{ title.class.forName('java.lang.Runtime') }}",
        "{{ title['class'] }}",
        "{{ hashtags.size }}",
        "{{ hashtags[0] }}",
        "{{ (1).TYPE }}",
        "{{ range(1,3000000) }}",
        "{{ 1..3000000 }}",
        "{% for i in range(1,3000000) %}x{% endfor %}",
        "{% for i in 1..3000000 %}x{% endfor %}",
        "{% for i in [1,2,3] %}x{% endfor %}",
        "{{ [1,2,3] }}",
        "{{ {'a':1} }}",
        "{{ max(1,2) }}",
        "{{ 2 * 3 }}",
        "{{ i18n('a','b') }}",
        "{{ block('a') }}",
        "{{ parent() }}",
        "{% macro f(a) %}{{ f(a) }}{% endmacro %}{{ f(1) }}",
        "{% include '/etc/passwd' %}",
        "{% import '/etc/passwd' %}",
        "{% from '/etc/passwd' import x %}",
        "{% extends '/etc/passwd' %}",
        "{% embed '/etc/passwd' %}{% endembed %}",
        "{% block a %}{% endblock %}",
        "{% set x = title %}",
        "{% cache 'x' %}a{% endcache %}",
        "{% parallel %}a{% endparallel %}",
        "{% flush %}",
        "{% filter upper %}a{% endfilter %}",
        "{% autoescape 'html' %}a{% endautoescape %}",
        "{% verbatim %}{{ a }}{% endverbatim %}",
        "{{ title | raw }}",
        "{{ title | escape }}",
        "{{ title | date }}",
        "{{ title | base64encode }}",
        "{{ _context }}",
        "{{ beans }}",
        "{{ template }}",
        " \n ",
        ""
      })
  void does_nothing_that_is_not_in_the_manual(String template) {
    assertTimeout(
        Duration.ofSeconds(2),
        () ->
            assertThatThrownBy(() -> Template.compile(template))
                .isInstanceOf(TemplateException.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "not ", "[", "-", "{{ ", "a ? ", "a ~ ", "'#{"})
  void refuses_endless_nesting(String opening) {
    assertThatThrownBy(() -> Template.compile("{{ " + opening.repeat(8000 / opening.length())))
        .isInstanceOf(TemplateException.class);
  }

  @Test
  void refuses_statements_too_deep_and_templates_too_long() {
    assertThatThrownBy(
            () -> Template.compile("{% if title %}".repeat(20) + "{% endif %}".repeat(20)))
        .hasMessage("the template is nested too deeply");
    assertThatThrownBy(() -> Template.compile("x".repeat(8193))).hasMessageContaining("longer");
    assertThatThrownBy(() -> Template.compile("{{ title" + " | upper".repeat(100) + " }}"))
        .hasMessage("the expression is too long");
  }

  @Test
  void replaces_a_template_that_does_too_much_by_title_and_link() throws TemplateException {
    var article = verbose();
    var greedy = "{% for a in categories %}{% for b in categories %}{{ text | upper }}";
    var template = Template.compile(greedy + "{% endfor %}{% endfor %}");

    var post =
        assertTimeout(Duration.ofSeconds(2), () -> Composer.compose(article, template, ROOMY));

    assertThat(post.text()).isEqualTo(article.title() + "\n\n" + article.link().orElseThrow());
    assertThat(post.shortened()).isTrue();
  }

  @Test
  void bounds_work_that_prints_nothing() throws TemplateException {
    var article = verbose();
    var body = "{% if text | upper | lower contains 'x' %}{% endif %}".repeat(20);
    var template =
        Template.compile(
            "{% for a in categories %}{% for b in categories %}"
                + body
                + "{% endfor %}{% endfor %}{{ title }}");

    var post =
        assertTimeout(Duration.ofSeconds(2), () -> Composer.compose(article, template, ROOMY));

    assertThat(post.text()).startsWith(article.title()).contains("https://");
  }

  @Test
  void bounds_text_that_swells() throws TemplateException {
    var article = verbose();
    var swelling = " | replace('a', '" + "a".repeat(100) + "')";
    var template = Template.compile("{{ text" + swelling.repeat(20) + " }}");

    var post =
        assertTimeout(Duration.ofSeconds(2), () -> Composer.compose(article, template, ROOMY));

    assertThat(post.text()).startsWith(article.title());
  }

  @Test
  void never_reads_a_feeds_words_as_template() throws TemplateException {
    var article = ArticleSamples.titled("{{ link }} {% if 1 %} #{title} ${7*7} {# x #}");

    assertThat(compose(article, "{{ title }}|{{ \"#{title}\" }}").text())
        .isEqualTo(
            "{{ link }} {% if 1 %} #{title} ${7*7} {# x #}"
                + "|{{ link }} {% if 1 %} #{title} ${7*7} {# x #}");
  }

  @Test
  void lets_statements_alone_on_a_line_vanish_with_it() throws TemplateException {
    var template =
        """
        {# For the blog #}
        {% if author %}
        by {{ author }}
        {% endif %}
          {%- for tag in hashtags %}
        {{ tag }}
        {% endfor %}
        end
        """;

    assertThat(compose(ArticleSamples.ordinary(), template).text())
        .isEqualTo("by Ann Example\n#ClimateChange\n#PostgreSQL\n#Debian8\nend");
  }

  @Test
  void knows_which_variables_it_prints() throws TemplateException {
    var template =
        Template.compile(
            "link {% if text %}{{ title | default(summary) }}{{ feed ? author : 1 }}{% endif %}");

    assertThat(List.of("author", "title", "summary")).allMatch(template::prints);
    assertThat(List.of("link", "text", "feed", "hashtags")).noneMatch(template::prints);
    assertThat(template.source()).startsWith("link {% if");
  }

  private static Article verbose() {
    var categories = Collections.nCopies(60, "c").toArray(String[]::new);
    for (var i = 0; i < categories.length; i++) {
      categories[i] = "category " + i;
    }
    return ArticleSamples.with("A title", "a bc ".repeat(10_000), "en", categories);
  }

  private static Post compose(Article article, String template) throws TemplateException {
    return Composer.compose(article, Template.compile(template), ROOMY);
  }
}
