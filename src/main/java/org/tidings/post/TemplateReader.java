// SPDX-License-Identifier: Apache-2.0
package org.tidings.post;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.loader.MemoryLoader;
import io.pebbletemplates.pebble.node.AbstractRenderableNode;
import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.node.ForNode;
import io.pebbletemplates.pebble.node.IfNode;
import io.pebbletemplates.pebble.node.Node;
import io.pebbletemplates.pebble.node.PrintNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.node.RootNode;
import io.pebbletemplates.pebble.node.TextNode;
import io.pebbletemplates.pebble.node.expression.ContextVariableExpression;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Has Pebble parse a template and turns the result into our own steps. What is not listed here
/// does not exist: Pebble itself never renders anything.
final class TemplateReader {
  private static final PebbleEngine PEBBLE =
      new PebbleEngine.Builder()
          .autoEscaping(false)
          .newLineTrimming(false)
          .cacheActive(false)
          .loader(new MemoryLoader())
          .defaultLocale(Locale.ROOT)
          .build();

  /// A statement or comment alone on its line. Its line end goes inside the braces, where it means
  /// nothing: the line vanishes, and the numbers of the lines below stay right.
  private static final Pattern STANDALONE =
      Pattern.compile("(?m)^[ \\t]*(\\{%[^%\\n]*|\\{#[^#\\n]*)([%#]\\})[ \\t]*\\r?\\n");

  private static final Pattern VERBATIM = Pattern.compile("\\{%-?\\s*verbatim\\b");

  /// How deep statements may stand in one another.
  private static final int DEEPEST = 8;

  private final StringBuilder literalText = new StringBuilder();
  private final Set<String> printed = new HashSet<>();
  private final ExpressionReader expressions = new ExpressionReader(printed);

  private TemplateReader() {}

  /// A template as read.
  ///
  /// @param printed the variables that it prints
  /// @param literalText its text without anything that depends on an article
  record Read(List<Part> parts, Set<String> printed, String literalText) {
    Read {
      parts = List.copyOf(parts);
      printed = Set.copyOf(printed);
    }
  }

  static Read read(String source) throws TemplateException {
    var verbatim = VERBATIM.matcher(source);
    if (verbatim.find()) {
      var line =
          1 + (int) source.substring(0, verbatim.start()).chars().filter(it -> it == '\n').count();
      throw new TemplateException(line, "there is no 'verbatim' in templates");
    }
    var reader = new TemplateReader();
    var parts = reader.body(parse(source), 0);
    return new Read(parts, reader.printed, reader.literalText.toString());
  }

  private static BodyNode parse(String source) throws TemplateException {
    var prepared = STANDALONE.matcher(source).replaceAll("$1\n$2");
    try {
      var template = (PebbleTemplateImpl) PEBBLE.getLiteralTemplate(prepared);
      return ((RootNode) template.getRootNode()).getBody();
    } catch (PebbleException e) {
      throw new TemplateException(e.getLineNumber() == null ? 1 : e.getLineNumber(), plain(e));
    } catch (StackOverflowError _) {
      // The parser is recursive. It holds nothing that could be left half done.
      throw new TemplateException(1, "the template is nested too deeply");
    }
  }

  /// Pebble speaks of tokens; an owner does not.
  private static String plain(PebbleException problem) {
    var message = String.valueOf(problem.getPebbleMessage());
    if (message.contains("type EOF")) {
      return "the template ends inside '{{ … }}' or '{% … %}'";
    }
    return message
        .replace("Unexpected end of template. Pebble was looking for the", "missing")
        .replaceAll(" and type [A-Z_]+", "")
        .replaceAll(", expected token of type PRINT_END", ", expected '}}'")
        .replaceAll(", expected token of type EXECUTE_END", ", expected '%}'")
        .replaceAll(", expected token of type NAME", ", expected a name")
        .replaceAll("Unexpected token of value", "unexpected")
        .replaceAll("Unexpected tag name", "there is no statement");
  }

  private List<Part> body(@Nullable BodyNode body, int depth) throws TemplateException {
    if (body == null) {
      return List.of();
    }
    if (depth > DEEPEST) {
      throw new TemplateException(body.getLineNumber(), "the template is nested too deeply");
    }
    var parts = new ArrayList<Part>();
    for (var node : body.getChildren()) {
      parts.add(part(node, depth));
    }
    return List.copyOf(parts);
  }

  private Part part(RenderableNode node, int depth) throws TemplateException {
    return switch (node) {
      case TextNode text -> literal(new String(text.getData()));
      case PrintNode print -> new Part.Print(expressions.read(print.getExpression()));
      case IfNode choice -> choice(choice, depth);
      case ForNode loop -> loop(loop, depth);
      default -> throw new TemplateException(lineOf(node), refusal(node));
    };
  }

  private Part literal(String text) {
    literalText.append(text).append('\n');
    return new Part.Literal(text);
  }

  private Part choice(IfNode node, int depth) throws TemplateException {
    var branches = new ArrayList<Part.Branch>();
    for (var pair : node.getConditionsWithBodies()) {
      branches.add(
          new Part.Branch(
              expressions.readCondition(pair.getLeft()), body(pair.getRight(), depth + 1)));
    }
    return new Part.Choice(List.copyOf(branches), body(node.getElseBody(), depth + 1));
  }

  private Part loop(ForNode node, int depth) throws TemplateException {
    if (!(node.getIterable() instanceof ContextVariableExpression list)
        || !Material.LISTS.contains(list.getName())) {
      throw new TemplateException(
          node.getLineNumber(), "'for' goes over 'hashtags' or 'categories' and nothing else");
    }
    var name = node.getIterationVariable();
    var value = expressions.read(list);
    var body = expressions.within(name, () -> body(node.getBody(), depth + 1));
    return new Part.Loop(name, value, body, body(node.getElseBody(), depth + 1));
  }

  private static int lineOf(Node node) {
    return node instanceof AbstractRenderableNode it ? Math.max(1, it.getLineNumber()) : 1;
  }

  private static String refusal(Node node) {
    var name = node.getClass().getSimpleName().replace("Node", "").toLowerCase(Locale.ROOT);
    return "there is no '" + name + "' in templates: only 'if' and 'for'";
  }
}
