package io.github.wandbjdbc.engine.execute.sets;

import io.github.wandbjdbc.engine.execute.BufferedInts;
import io.github.wandbjdbc.engine.execute.BufferedRows;
import io.github.wandbjdbc.engine.execute.CloseAll;
import io.github.wandbjdbc.engine.execute.GatheredBatch;
import io.github.wandbjdbc.engine.execute.KeyTable;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a source that each step of a recursion asks for by keys. What was read is kept until
 * the execution ends, and whoever stops early leaves the reading to the next, so that no key is
 * asked for twice. The rows of a key are a chain, in the order in which they came.
 */
public final class KeptKeys {
  private static final int NONE = -1;

  /** So many answers that nobody reads on are left open, each with a page perhaps. */
  private static final int MOST_LEFT_OPEN = 8;

  private final Supplier<Operator> source;
  private final Object variable;
  private final int keyField;
  private final List<Kind> kinds;
  private final Execution execution;
  private final KeyTable keys;
  private final BufferedRows held;
  // By place: the number of the row's key, and the next row of that key.
  private final BufferedInts keyOf;
  private final BufferedInts links;
  // By the number of a key: its first row, its last, and the answer that it is part of.
  private final BufferedInts heads;
  private final BufferedInts tails;
  private final BufferedInts answerOf;
  private final List<Answer> answers = new ArrayList<>();
  private final Set<Answer> unread = new LinkedHashSet<>();

  /**
   * Rows of fields that are held as {@code kinds} say.
   *
   * @param keyField the field that holds the key
   * @param variable the variable of the execution under which the keys are found, a {@code
   *     List<Object>} without duplicates
   * @param source opens the source, which looks them up when it is first asked
   */
  public KeptKeys(
      List<Kind> kinds,
      int keyField,
      Object variable,
      Execution execution,
      Supplier<Operator> source) {
    this.source = source;
    this.variable = variable;
    this.keyField = keyField;
    this.kinds = kinds;
    this.execution = execution;
    this.keys = new KeyTable(List.of(kinds.get(keyField)), execution, KeptRows.HOLDER);
    this.held = new BufferedRows(kinds, execution, KeptRows.HOLDER);
    this.keyOf = new BufferedInts(execution, KeptRows.HOLDER);
    this.links = new BufferedInts(execution, KeptRows.HOLDER);
    this.heads = new BufferedInts(execution, KeptRows.HOLDER);
    this.tails = new BufferedInts(execution, KeptRows.HOLDER);
    this.answerOf = new BufferedInts(execution, KeptRows.HOLDER);
    execution.atEnd(this::end);
  }

  /** An operator that gives the rows of the keys that are wanted when it is first asked. */
  public Operator open() {
    return new Reader();
  }

  private void end() {
    List<Runnable> ends = new ArrayList<>();
    answers.forEach(answer -> ends.add(answer::close));
    ends.add(keys::release);
    ends.add(held::release);
    List.of(keyOf, links, heads, tails, answerOf).forEach(ints -> ends.add(ints::release));
    CloseAll.all(ends);
  }

  /** The number of the key that {@code column} has at {@code place}, which may be a new one. */
  private int number(ColumnVector[] column, int place) {
    int key = keys.add(column, place);
    if (key == answerOf.size()) {
      heads.add(NONE);
      tails.add(NONE);
      answerOf.add(NONE);
    }
    return key;
  }

  private void add(Batch rows, int place, int key) {
    int row = held.add(rows, place);
    keyOf.add(key);
    links.add(NONE);
    int last = tails.values()[key];
    if (last == NONE) {
      heads.values()[key] = row;
    } else {
      links.values()[last] = row;
    }
    tails.values()[key] = row;
  }

  /** The answer of the source to one question for some keys. */
  private final class Answer {
    private final List<Object> asked = new ArrayList<>();
    private final int number = answers.size();
    private @Nullable Operator opened;
    private boolean isComplete;
    private int readers;

    /** Reads on; false if there is no more. */
    boolean readMore() {
      execution.scope().check();
      Batch rows = isComplete ? null : next();
      if (rows == null) {
        isComplete = true;
        close();
        return false;
      }
      ColumnVector[] column = {rows.column(keyField)};
      for (int i = 0; i < rows.size(); i++) {
        int key = keys.find(column, i);
        // What nobody asked for here may be part of another answer.
        if (key != KeyTable.NONE && answerOf.values()[key] == number) {
          add(rows, i, key);
        }
      }
      return true;
    }

    private @Nullable Batch next() {
      Object wanted = execution.get(variable);
      execution.set(variable, asked);
      try {
        Operator from = opened == null ? source.get() : opened;
        opened = from;
        return from.next();
      } finally {
        execution.set(variable, wanted);
      }
    }

    void leave() {
      readers--;
      if (readers == 0 && !isComplete) {
        unread.add(this);
        if (unread.size() > MOST_LEFT_OPEN) {
          unread.iterator().next().forget();
        }
      }
    }

    /** Has its keys asked for anew, if ever. */
    private void forget() {
      unread.remove(this);
      close();
      for (int key = 0; key < answerOf.size(); key++) {
        if (answerOf.values()[key] == number) {
          answerOf.values()[key] = NONE;
          heads.values()[key] = NONE;
          tails.values()[key] = NONE;
        }
      }
    }

    void close() {
      Operator from = opened;
      opened = null;
      if (from != null) {
        from.close();
      }
    }
  }

  /** One reading. */
  private final class Reader implements Operator {
    private final GatheredBatch rows = new GatheredBatch(held::column, kinds.size());
    private final int[] places = new int[Batch.MOST_ROWS];
    private final BufferedInts known = new BufferedInts(execution, KeptRows.HOLDER);
    private final Set<Answer> read = new LinkedHashSet<>();
    private @Nullable Answer fresh;
    private boolean begun;
    private boolean ended;
    private int nextKey;
    private int key = NONE;
    private int row = NONE;
    private int place;

    @Override
    public @Nullable Batch next() {
      if (!begun) {
        begun = true;
        begin();
      }
      if (ended) {
        return null;
      }
      int count = 0;
      while (count < places.length && turnToKnown(count == 0)) {
        places[count++] = row;
      }
      Answer answer = fresh;
      while (answer != null && count == 0) {
        while (place < held.size() && count < places.length) {
          if (answerOf.values()[keyOf.values()[place]] == answer.number) {
            places[count++] = place;
          }
          place++;
        }
        if (count == 0 && !answer.readMore()) {
          return null;
        }
      }
      return count == 0 ? null : rows.at(places, 0, count);
    }

    private void begin() {
      if (!(execution.get(variable) instanceof List<?> wanted)) {
        throw new StatementException(
            SqlState.INTERNAL, "%s is read outside of its join".formatted(variable));
      }
      ColumnVector[] column = {ColumnVector.of(kinds.get(keyField), wanted.size())};
      for (int i = 0; i < wanted.size(); i++) {
        column[0].set(i, wanted.get(i));
        int number = number(column, i);
        if (answerOf.values()[number] == NONE) {
          answerOf.values()[number] = ask(wanted.get(i));
        } else {
          known.add(number);
          join(answers.get(answerOf.values()[number]));
        }
      }
      place = held.size();
    }

    /** Adds {@code wanted} to the question that is going to be asked. */
    private int ask(Object wanted) {
      Answer answer = fresh == null ? new Answer() : fresh;
      if (fresh == null) {
        fresh = answer;
        answers.add(answer);
        join(answer);
      }
      answer.asked.add(wanted);
      return answer.number;
    }

    private void join(Answer answer) {
      if (read.add(answer)) {
        answer.readers++;
        unread.remove(answer);
      }
    }

    /**
     * Turns to the next row of the keys that were asked for before; false if there are no more.
     *
     * @param mayRead whether answers are read on for it
     */
    private boolean turnToKnown(boolean mayRead) {
      while (true) {
        int following =
            key == NONE ? NONE : row == NONE ? heads.values()[key] : links.values()[row];
        if (following != NONE) {
          row = following;
          return true;
        }
        Answer answer = key == NONE ? null : answers.get(answerOf.values()[key]);
        if (answer != null && !answer.isComplete) {
          if (!mayRead) {
            return false;
          }
          answer.readMore();
        } else if (nextKey == known.size()) {
          return false;
        } else {
          key = known.values()[nextKey++];
          row = NONE;
        }
      }
    }

    @Override
    public void close() {
      begun = true;
      ended = true;
      known.release();
      read.forEach(Answer::leave);
      read.clear();
    }
  }
}
