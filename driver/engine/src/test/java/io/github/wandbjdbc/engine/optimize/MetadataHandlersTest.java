package io.github.wandbjdbc.engine.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.rel.metadata.BuiltInMetadata;
import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.metadata.MetadataHandler;
import org.apache.calcite.rel.metadata.janino.RelMetadataHandlerGeneratorUtil;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Questions about relations are answered as the code answers that Calcite would compile. */
final class MetadataHandlersTest {
  private static final Pattern CHOICE = Pattern.compile("r instanceof ([\\w.$]+)\\) \\{");

  @ParameterizedTest
  @MethodSource("kinds")
  void relationsAreTriedInTheOrderOfTheCompiledCode(Class<? extends MetadataHandler<?>> kind) {
    List<MetadataHandler<?>> handlers = DefaultRelMetadataProvider.INSTANCE.handlers(kind);

    String compiled =
        RelMetadataHandlerGeneratorUtil.generateHandler(
                kind, List.copyOf(new LinkedHashSet<>(handlers)))
            .getGeneratedCode();

    List<String> order = new ArrayList<>();
    for (Method question : MetadataHandler.handlerMethods(kind).values()) {
      for (Class<?> relation : new MetadataQuestion(question, handlers).order()) {
        order.add(relation.getName());
      }
    }
    assertThat(order).isNotEmpty().containsExactlyElementsOf(choices(compiled));
  }

  private static List<String> choices(String code) {
    return CHOICE
        .matcher(code)
        .results()
        .map(choice -> choice.group(1))
        .filter(name -> !name.endsWith("DelegatingMetadataRel"))
        .toList();
  }

  @SuppressWarnings("unchecked") // Each kind of metadata has an interface of that name.
  static Stream<Class<? extends MetadataHandler<?>>> kinds() {
    return Stream.of(BuiltInMetadata.class.getClasses())
        .flatMap(kind -> Stream.of(kind.getClasses()))
        .filter(MetadataHandler.class::isAssignableFrom)
        .map(kind -> (Class<? extends MetadataHandler<?>>) kind);
  }
}
