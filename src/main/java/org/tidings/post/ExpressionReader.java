// SPDX-License-Identifier: Apache-2.0
package org.tidings.post;

import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.TestInvocationExpression;
import io.pebbletemplates.pebble.node.expression.AndExpression;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.ConcatenateExpression;
import io.pebbletemplates.pebble.node.expression.ContainsExpression;
import io.pebbletemplates.pebble.node.expression.ContextVariableExpression;
import io.pebbletemplates.pebble.node.expression.EqualsExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.FilterExpression;
import io.pebbletemplates.pebble.node.expression.FilterInvocationExpression;
import io.pebbletemplates.pebble.node.expression.FunctionOrMacroInvocationExpression;
import io.pebbletemplates.pebble.node.expression.GetAttributeExpression;
import io.pebbletemplates.pebble.node.expression.LiteralBooleanExpression;
import io.pebbletemplates.pebble.node.expression.LiteralLongExpression;
import io.pebbletemplates.pebble.node.expression.LiteralStringExpression;
import io.pebbletemplates.pebble.node.expression.NegativeTestExpression;
import io.pebbletemplates.pebble.node.expression.NotEqualsExpression;
import io.pebbletemplates.pebble.node.expression.OrExpression;
import io.pebbletemplates.pebble.node.expression.PositiveTestExpression;
import io.pebbletemplates.pebble.node.expression.TernaryExpression;
import io.pebbletemplates.pebble.node.expression.UnaryNotExpression;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tidings.post.Part.Value;
import org.tidings.post.Piece.Origin;
import org.tidings.text.Suggestion;

/// Turns Pebble's expressions into our own: variables, literals, comparisons and the filters that
/// are listed. An attribute exists only on `loop`; nothing can be called.
final class ExpressionReader {
  private static final Set<String> OF_LOOP = Set.of("index", "length", "first", "last");
  private static final int DEEPEST = 32;
  private static final int LONGEST_QUOTED = 100;
  private static final int LARGEST_NUMBER = 9999;

  private final Set<String> printed;
  private final Deque<String> loops = new ArrayDeque<>();
  private int depth;
  private boolean asking;

  /// A reader.
  ///
  /// @param printed where it notes the variables that are printed, not those that are only asked
  ///     about
  ExpressionReader(Set<String> printed) {
    this.printed = printed;
  }

  /// Something that is read and may turn out to be wrong.
  @FunctionalInterface
  interface Reading<T> {
    T get() throws TemplateException;
  }

  /// Reads the body of a loop, in which its variable is known.
  <T> T within(String loopVariable, Reading<T> body) throws TemplateException {
    loops.push(loopVariable);
    var read = body.get();
    loops.pop();
    return read;
  }

  /// Reads an expression that is only asked about.
  Value readCondition(Expression<?> expression) throws TemplateException {
    var before = asking;
    asking = true;
    var condition = read(expression);
    asking = before;
    return condition;
  }

  Value read(Expression<?> expression) throws TemplateException {
    if (++depth > DEEPEST) {
      throw new TemplateException(expression.getLineNumber(), "the expression is too long");
    }
    var value = readHere(expression);
    depth--;
    return value;
  }

  private Value readHere(Expression<?> expression) throws TemplateException {
    return switch (expression) {
      case ContextVariableExpression it -> variable(it.getName(), it.getLineNumber());
      case LiteralStringExpression it -> constant(Datum.Text.of(Origin.OWNER, it.getValue()));
      case LiteralLongExpression it -> constant(new Datum.Count(it.getValue()));
      case LiteralBooleanExpression it -> constant(new Datum.Truth(it.getValue()));
      case GetAttributeExpression it -> attribute(it);
      case FilterExpression it -> filtered(it);
      case NegativeTestExpression it -> test(it, false);
      case PositiveTestExpression it -> test(it, true);
      case TernaryExpression it -> ternary(it);
      case UnaryNotExpression it -> not(read(it.getChildExpression()));
      case BinaryExpression<?> it -> binary(it);
      case FunctionOrMacroInvocationExpression it ->
          throw new TemplateException(
              it.getLineNumber(),
              "there is no function '" + it.getFunctionName() + "' in templates");
      default ->
          throw new TemplateException(
              expression.getLineNumber(), "this expression is more than templates can do");
    };
  }

  private static Value constant(Datum value) {
    return _ -> value;
  }

  private Value variable(String name, int line) throws TemplateException {
    var known = new TreeSet<>(Material.TEXTS);
    known.addAll(Material.LISTS);
    known.addAll(loops);
    if (!known.contains(name)) {
      var ending = Suggestion.ending(name, known);
      throw new TemplateException(
          line,
          "there is no variable '"
              + name
              + "'"
              + (ending.isEmpty() ? "; there are " + String.join(", ", known) : ending));
    }
    if (!asking) {
      printed.add(name);
    }
    return it -> it.variable(name);
  }

  private Value attribute(GetAttributeExpression node) throws TemplateException {
    var name =
        node.getAttributeNameExpression() instanceof LiteralStringExpression it
            ? it.getValue()
            : "[…]";
    var ofLoop =
        node.getNode() instanceof ContextVariableExpression owner
            && owner.getName().equals("loop")
            && !loops.isEmpty()
            && node.getArgumentsNode() == null;
    if (!ofLoop || !OF_LOOP.contains(name)) {
      throw new TemplateException(
          node.getLineNumber(),
          "there is no '." + name + "': variables have no parts, except 'loop' inside 'for'");
    }
    return it -> it.variable("loop." + name);
  }

  private Value filtered(FilterExpression node) throws TemplateException {
    if (!(node.getRightExpression() instanceof FilterInvocationExpression call)) {
      throw new TemplateException(node.getLineNumber(), "after '|' stands the name of a filter");
    }
    var filter = TemplateFilter.ALL.get(call.getFilterName());
    if (filter == null) {
      var known = new TreeSet<>(TemplateFilter.ALL.keySet());
      throw new TemplateException(
          call.getLineNumber(),
          "there is no filter '"
              + call.getFilterName()
              + "'"
              + Suggestion.ending(call.getFilterName(), known));
    }
    var value = read(node.getLeftExpression());
    var arguments = arguments(call, filter);
    return it ->
        it.charged(
            filter
                .body()
                .apply(value.in(it), arguments.stream().map(argument -> argument.in(it)).toList()));
  }

  private List<Value> arguments(FilterInvocationExpression call, TemplateFilter filter)
      throws TemplateException {
    var given = positional(call.getArgs(), call);
    if (given.size() < filter.required() || given.size() > filter.arguments().size()) {
      throw new TemplateException(
          call.getLineNumber(),
          "the filter '" + call.getFilterName() + "' takes " + expectation(filter));
    }
    var values = new ArrayList<Value>();
    for (var i = 0; i < given.size(); i++) {
      if (!isSound(filter.arguments().get(i), given.get(i))) {
        throw new TemplateException(
            call.getLineNumber(),
            "the filter '" + call.getFilterName() + "' takes " + expectation(filter));
      }
      values.add(read(given.get(i)));
    }
    return List.copyOf(values);
  }

  private static List<Expression<?>> positional(ArgumentsNode node, FilterInvocationExpression call)
      throws TemplateException {
    if (node.getNamedArgs() != null && !node.getNamedArgs().isEmpty()) {
      throw new TemplateException(
          call.getLineNumber(), "arguments of filters have no names: write truncate(100)");
    }
    var given = new ArrayList<Expression<?>>();
    if (node.getPositionalArgs() != null) {
      node.getPositionalArgs().forEach(it -> given.add(it.getValueExpression()));
    }
    return given;
  }

  private static boolean isSound(TemplateFilter.Argument argument, Expression<?> given) {
    return switch (argument) {
      case ANY -> true;
      case NUMBER ->
          given instanceof LiteralLongExpression it
              && it.getValue() >= 1
              && it.getValue() <= LARGEST_NUMBER;
      case QUOTED ->
          given instanceof LiteralStringExpression it && it.getValue().length() <= LONGEST_QUOTED;
    };
  }

  private static String expectation(TemplateFilter filter) {
    return filter.arguments().isEmpty()
        ? "nothing in brackets"
        : String.join(
            " and ",
            filter.arguments().stream()
                .map(
                    it ->
                        switch (it) {
                          case ANY -> "a value";
                          case NUMBER -> "a number from 1 to " + LARGEST_NUMBER;
                          case QUOTED -> "a short text in quotes";
                        })
                .toList());
  }

  private Value test(BinaryExpression<?> node, boolean positive) throws TemplateException {
    var value = read(node.getLeftExpression());
    if (!(node.getRightExpression() instanceof TestInvocationExpression it)
        || !it.getTestName().equals("empty")) {
      throw new TemplateException(
          node.getLineNumber(), "after 'is' stands 'empty' or 'not empty' and nothing else");
    }
    return rendering -> new Datum.Truth(value.in(rendering).holds() != positive);
  }

  private Value ternary(TernaryExpression node) throws TemplateException {
    var condition = readCondition(node.getExpression1());
    var then = read(node.getExpression2());
    var otherwise = read(node.getExpression3());
    return it -> it.ask(() -> condition.in(it).holds()) ? then.in(it) : otherwise.in(it);
  }

  private static Value not(Value value) {
    return it -> new Datum.Truth(!value.in(it).holds());
  }

  private Value binary(BinaryExpression<?> node) throws TemplateException {
    var left = read(node.getLeftExpression());
    var right = read(node.getRightExpression());
    return switch (node) {
      case ConcatenateExpression _ ->
          it -> it.charged(new Datum.Text(left.in(it).phrase().plus(right.in(it).phrase())));
      case AndExpression _ -> it -> new Datum.Truth(left.in(it).holds() && right.in(it).holds());
      case OrExpression _ -> it -> new Datum.Truth(left.in(it).holds() || right.in(it).holds());
      case EqualsExpression _ -> it -> new Datum.Truth(same(left.in(it), right.in(it)));
      case NotEqualsExpression _ -> it -> new Datum.Truth(!same(left.in(it), right.in(it)));
      case ContainsExpression _ -> it -> new Datum.Truth(contains(left.in(it), right.in(it)));
      default ->
          throw new TemplateException(
              node.getLineNumber(),
              "templates know only '~', 'and', 'or', 'not', '==', '!=', 'contains' and 'is empty'");
    };
  }

  private static boolean same(Datum left, Datum right) {
    return left.phrase().text().equals(right.phrase().text());
  }

  private static boolean contains(Datum whole, Datum part) {
    var wanted = part.phrase().text();
    return whole instanceof Datum.Many(var items)
        ? items.stream().anyMatch(it -> it.text().equals(wanted))
        : whole.phrase().text().contains(wanted);
  }
}
