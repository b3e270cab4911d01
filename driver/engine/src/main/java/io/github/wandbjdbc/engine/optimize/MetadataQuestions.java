package io.github.wandbjdbc.engine.optimize;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.metadata.MetadataHandler;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.jspecify.annotations.Nullable;

/** The questions of one kind of metadata; most kinds have one. */
final class MetadataQuestions implements InvocationHandler {
  private final List<? extends MetadataHandler<?>> handlers;
  private final Class<?> kind;
  private final Map<Method, MetadataQuestion> questions = new ConcurrentHashMap<>();

  /**
   * The questions of {@code kind}.
   *
   * @param handlers who answer; where two know the same class of relations, the first does
   */
  MetadataQuestions(List<? extends MetadataHandler<?>> handlers, Class<?> kind) {
    this.handlers = handlers;
    this.kind = kind;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (arguments != null
        && arguments.length > 1
        && arguments[0] instanceof RelNode rel
        && arguments[1] instanceof RelMetadataQuery query) {
      return question(method).answer(rel, query, arguments);
    }
    return switch (method.getName()) {
      case "getDef" -> handlers.get(0).getDef();
      case "equals" -> arguments != null && arguments[0] == proxy;
      case "hashCode" -> System.identityHashCode(proxy);
      default -> toString();
    };
  }

  private MetadataQuestion question(Method method) {
    MetadataQuestion known = questions.get(method);
    return known == null
        ? questions.computeIfAbsent(method, any -> new MetadataQuestion(method, handlers))
        : known;
  }

  @Override
  public String toString() {
    return "MetadataQuestions[" + kind.getName() + "]";
  }
}
