package io.github.wandbjdbc.engine.explain;

import io.github.wandbjdbc.engine.source.EqualNames;
import io.github.wandbjdbc.engine.values.DoubleComparison;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.rel2sql.SqlImplementor;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.dialect.CalciteSqlDialect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Expressions as SQL would write them. */
final class ExpressionText {
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private static final Pattern IN_QUOTES = Pattern.compile("'[^']*'|\"[^\"]*\"");

  private static final SqlDialect DIALECT =
      new CalciteSqlDialect(CalciteSqlDialect.DEFAULT_CONTEXT) {
        /** All text is Unicode here, which need not be said. */
        @Override
        public void quoteStringLiteral(StringBuilder text, @Nullable String charset, String value) {
          super.quoteStringLiteral(text, null, value);
        }
      };

  private static final int MOST_DECIMALS = 20;

  private final List<String> names;
  private final Map<Integer, String> computed;
  private final RexBuilder builder;
  private final RexShuttle standard =
      new RexShuttle() {
        @Override
        public RexNode visitCall(RexCall call) {
          RexNode visited = super.visitCall(call);
          RexNode keyed = DoubleComparison.keyed(visited);
          RexCall comparison = DoubleComparison.standard(builder, keyed);
          return comparison == null ? keyed : comparison;
        }

        /** As it was most likely written: without an exponent, unless it is very large or small. */
        @Override
        public RexNode visitLiteral(RexLiteral literal) {
          return literal.getValue() instanceof Double number
                  && Math.abs(number) <= Long.MAX_VALUE
                  && BigDecimal.valueOf(number).scale() <= MOST_DECIMALS
              ? builder.makeExactLiteral(plain(number))
              : literal;
        }

        private static BigDecimal plain(double number) {
          BigDecimal exact = BigDecimal.valueOf(number);
          return exact.scale() < 0 ? exact.setScale(0) : exact;
        }
      };

  /** Text of expressions over fields of these names. */
  ExpressionText(List<String> names, RexBuilder builder) {
    this(names, Map.of(), builder);
  }

  /** Likewise, some of which are {@code computed}: these texts stand for them. */
  ExpressionText(List<String> names, Map<Integer, String> computed, RexBuilder builder) {
    this.names = names.stream().map(EqualNames::shown).toList();
    this.computed = computed;
    this.builder = builder;
  }

  /** {@code expression} in one line. */
  String of(RexNode expression) {
    RexNode plain = RexUtil.expandSearch(builder, null, expression).accept(standard);
    try {
      return new SqlImplementor.SimpleContext(
              DIALECT, field -> new SqlIdentifier(part(field, plain), SqlParserPos.ZERO))
          .toSql(null, plain)
          .toSqlString(config -> config.withDialect(DIALECT).withQuoteAllIdentifiers(false))
          .getSql()
          .replaceAll("\\s+", " ");
    } catch (RuntimeException | AssertionError e) {
      // Some expressions have no text in SQL; Calcite's own will do.
      return plain.toString();
    }
  }

  /** A sort key. */
  String of(RelFieldCollation key) {
    return of(key.getFieldIndex()) + (key.getDirection().isDescending() ? " DESC" : "");
  }

  /** A field as a part of {@code whole}: in parentheses where its text might read otherwise. */
  private String part(int field, RexNode whole) {
    String text = of(field);
    boolean mayReadOtherwise =
        !(whole instanceof RexInputRef)
            && computed.containsKey(field)
            && IN_QUOTES.matcher(text).replaceAll("").replaceAll("\\(.*\\)", "").contains(" ");
    return mayReadOtherwise ? "(" + text + ")" : text;
  }

  /** The name of a field, quoted if it must be. */
  String of(int field) {
    String text = computed.get(field);
    if (text != null) {
      return text;
    }
    String name = names.get(field);
    return PLAIN_NAME.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
