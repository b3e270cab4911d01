package io.github.wandbjdbc.engine.optimize;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.metadata.CyclicMetadataException;
import org.apache.calcite.rel.metadata.DelegatingMetadataRel;
import org.apache.calcite.rel.metadata.MetadataHandler;
import org.apache.calcite.rel.metadata.NullSentinel;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.jspecify.annotations.Nullable;

/**
 * One question that is asked of relations of any class, answered by the method for the class that
 * comes nearest; an answer is remembered for as long as its {@link RelMetadataQuery} lives.
 */
final class MetadataQuestion {
  private final Method question;

  /** By the class of relations that they answer for, a class before those that it extends. */
  private final Map<Class<?>, Answerer> answerers;

  private final Map<Class<?>, Answerer> nearest = new ConcurrentHashMap<>();

  /** Who answers by which method. */
  private record Answerer(MetadataHandler<?> handler, Method method) {}

  /** A question and its arguments, without the relation. */
  private record Asked(MetadataQuestion question, List<@Nullable Object> details) {}

  MetadataQuestion(Method question, List<? extends MetadataHandler<?>> handlers) {
    this.question = question;
    this.answerers = specialFirst(answerers(question, handlers));
  }

  /**
   * The answer, null if there is none.
   *
   * @param arguments those of the question: the relation, the query, and the details
   * @throws CyclicMetadataException if the answer depends on itself
   */
  @Nullable Object answer(RelNode rel, RelMetadataQuery query, @Nullable Object[] arguments)
      throws Throwable {
    if (query instanceof CautiousMetadata metadata) {
      metadata.look();
    }
    RelNode asked = rel;
    while (asked instanceof DelegatingMetadataRel delegating) {
      asked = delegating.getMetadataDelegateRel();
    }
    Object key =
        arguments.length == 2
            ? this
            : new Asked(this, Arrays.asList(arguments).subList(2, arguments.length));
    Object known = query.map.get(asked, key);
    if (known == NullSentinel.ACTIVE) {
      throw new CyclicMetadataException();
    }
    if (known != null) {
      return known == NullSentinel.INSTANCE ? null : known;
    }
    query.map.put(asked, key, NullSentinel.ACTIVE);
    try {
      @Nullable Object[] passed = arguments.clone();
      passed[0] = asked;
      Object answer = ask(nearest(asked.getClass()), passed);
      query.map.put(asked, key, NullSentinel.mask(answer));
      return answer;
    } catch (Exception e) {
      query.map.row(asked).clear();
      throw e;
    }
  }

  private static @Nullable Object ask(Answerer answerer, @Nullable Object[] arguments)
      throws Throwable {
    try {
      return answerer.method().invoke(answerer.handler(), arguments);
    } catch (InvocationTargetException e) {
      Throwable failure = e.getCause();
      // Where the stack ends while a failure is being told, it isn't.
      throw failure == null ? new StackOverflowError() : failure;
    }
  }

  private Answerer nearest(Class<?> relClass) {
    Answerer known = nearest.get(relClass);
    if (known != null) {
      return known;
    }
    for (Map.Entry<Class<?>, Answerer> answerer : answerers.entrySet()) {
      if (answerer.getKey().isAssignableFrom(relClass)) {
        nearest.put(relClass, answerer.getValue());
        return answerer.getValue();
      }
    }
    throw new IllegalArgumentException("nobody answers " + question + " for " + relClass);
  }

  /** The classes that there is an answer for, in the order in which they are tried. */
  List<Class<?>> order() {
    return List.copyOf(answerers.keySet());
  }

  private static Map<Class<?>, Answerer> answerers(
      Method question, List<? extends MetadataHandler<?>> handlers) {
    Map<String, Class<?>> byName = new TreeMap<>();
    Map<Class<?>, Answerer> found = new LinkedHashMap<>();
    for (MetadataHandler<?> handler : handlers) {
      for (Method method : handler.getClass().getMethods()) {
        if (answers(method, question)) {
          Class<?> relClass = method.getParameterTypes()[0];
          byName.put(relClass.getName(), relClass);
          found.putIfAbsent(relClass, new Answerer(handler, method));
        }
      }
    }
    Map<Class<?>, Answerer> sorted = new LinkedHashMap<>();
    for (Class<?> relClass : byName.values()) {
      Answerer answerer = found.get(relClass);
      if (answerer != null) {
        sorted.put(relClass, answerer);
      }
    }
    return sorted;
  }

  private static boolean answers(Method method, Method question) {
    Class<?>[] types = method.getParameterTypes();
    Class<?>[] asked = question.getParameterTypes();
    return method.getName().equals(question.getName())
        && types.length == asked.length
        && RelNode.class.isAssignableFrom(types[0])
        && Arrays.equals(types, 1, types.length, asked, 1, asked.length);
  }

  /** Puts off every class until those that extend it have had their turn, as Calcite does. */
  private static Map<Class<?>, Answerer> specialFirst(Map<Class<?>, Answerer> answerers) {
    Deque<Class<?>> waiting = new ArrayDeque<>(answerers.keySet());
    Map<Class<?>, Answerer> sorted = new LinkedHashMap<>();
    while (!waiting.isEmpty()) {
      Class<?> next = waiting.remove();
      if (waiting.stream().anyMatch(next::isAssignableFrom)) {
        waiting.add(next);
      } else {
        sorted.put(next, answerers.get(next));
      }
    }
    return sorted;
  }
}
