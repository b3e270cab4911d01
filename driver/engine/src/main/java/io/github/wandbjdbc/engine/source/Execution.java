package io.github.wandbjdbc.engine.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/** One execution of a statement: what its operators look up. For use by one thread. */
public final class Execution {
  private final Scope scope;
  private final Memory memory;
  private final List<@Nullable Object> parameters;
  private final long startMillis;
  private final Map<Object, @Nullable Object> variables = new HashMap<>();
  private final Map<Class<?>, Object> attachments = new HashMap<>();
  private final List<Runnable> endings = new ArrayList<>();
  private @Nullable Measures measures;

  /**
   * An execution that begins now.
   *
   * @param parameters the values of the question marks, held as {@link
   *     io.github.wandbjdbc.engine.values.ColumnVector#get} gives values of their types
   */
  public Execution(Scope scope, Memory memory, List<@Nullable Object> parameters) {
    this.scope = scope;
    this.memory = memory;
    this.parameters = parameters;
    this.startMillis = scope.now();
  }

  /** Has the parts of the plan that are opened from now on measured. */
  public Measures measure() {
    Measures begun = new Measures(memory);
    measures = begun;
    return begun;
  }

  /** The operator that gives the rows of {@code part}, an {@link EngineRel}; asks nothing yet. */
  public Operator open(RelNode part) {
    Operator operator = ((EngineRel) part).open(this);
    if (SpoilingOperator.IS_ON) {
      operator = new SpoilingOperator(operator, part.getRowType().getFieldCount());
    }
    return measures == null ? operator : measures.measured(part, operator);
  }

  /** Has {@code ending} run when the execution ends. */
  public void atEnd(Runnable ending) {
    endings.add(ending);
  }

  /** Ends it: what operators have left open is closed. May be called more than once. */
  public void end() {
    while (!endings.isEmpty()) {
      endings.remove(endings.size() - 1).run();
    }
  }

  /** The scope. */
  public Scope scope() {
    return scope;
  }

  /** The memory of its operators. */
  public Memory memory() {
    return memory;
  }

  /** The value of question mark {@code index}, from 0; null is NULL, or was not set. */
  public @Nullable Object parameter(int index) {
    return index < parameters.size() ? parameters.get(index) : null;
  }

  /** When it began, in milliseconds since 1970. */
  public long startMillis() {
    return startMillis;
  }

  /**
   * Sets a variable for operators that are opened, or asked for rows, from now on: the outer row of
   * a correlation (an {@code Object[]}, under the name of its variable), the rows of a recursion's
   * last step, the keys that a join binds.
   */
  public void set(Object name, @Nullable Object value) {
    variables.put(name, value);
  }

  /** The value of variable {@code name}, null if it has none. */
  public @Nullable Object get(Object name) {
    return variables.get(name);
  }

  /**
   * The source's attachment to an execution, as an object of {@code type}; null if there is none.
   */
  public <T> @Nullable T attachment(Class<T> type) {
    return type.cast(attachments.get(type));
  }

  /** Keeps {@code value} with this execution, for the source. */
  public <T> void attach(Class<T> type, T value) {
    attachments.put(type, value);
  }
}
