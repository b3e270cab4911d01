package io.github.wandbjdbc.engine.optimize;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.calcite.rel.metadata.BuiltInMetadata;
import org.apache.calcite.rel.metadata.ChainedRelMetadataProvider;
import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.metadata.MetadataHandler;
import org.apache.calcite.rel.metadata.MetadataHandlerProvider;
import org.apache.calcite.rel.metadata.ReflectiveRelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataProvider;

/**
 * Has what planning asks of relations, such as their sort order, answered by Calcite's own handlers
 * but two, called by reflection.
 *
 * <p>Calcite would write and compile a class for each kind of question, with the same answers. That
 * takes longer than all the questions of a first statement.
 */
final class MetadataHandlers implements MetadataHandlerProvider {
  static final MetadataHandlers INSTANCE = new MetadataHandlers();

  private static final RelMetadataProvider PROVIDER =
      ChainedRelMetadataProvider.of(
          List.of(
              ReflectiveRelMetadataProvider.reflectiveSource(
                  new IntersectPredicates(), BuiltInMetadata.Predicates.Handler.class),
              ReflectiveRelMetadataProvider.reflectiveSource(
                  new JoinPredicates(), BuiltInMetadata.Predicates.Handler.class),
              DefaultRelMetadataProvider.INSTANCE));

  private final Map<Class<?>, Object> handlers = new ConcurrentHashMap<>();

  private MetadataHandlers() {}

  @Override
  public <H extends MetadataHandler<?>> H handler(Class<H> kind) {
    Object known = handlers.get(kind);
    return kind.cast(known == null ? handlers.computeIfAbsent(kind, any -> proxy(kind)) : known);
  }

  private static <H extends MetadataHandler<?>> Object proxy(Class<H> kind) {
    return Proxy.newProxyInstance(
        kind.getClassLoader(),
        new Class<?>[] {kind},
        new MetadataQuestions(PROVIDER.handlers(kind), kind));
  }
}
