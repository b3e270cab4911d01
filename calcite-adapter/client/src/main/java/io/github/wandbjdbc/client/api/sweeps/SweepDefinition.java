package io.github.wandbjdbc.client.api.sweeps;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The values of a sweep's YAML that are columns. The parser makes maps, lists and scalars, never
 * other objects, and bounds what aliases may blow up.
 */
record SweepDefinition(@Nullable String method, @Nullable String metric, @Nullable String goal) {
  private static final SweepDefinition NONE = new SweepDefinition(null, null, null);

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setLabel("the sweep's config")
          .setCodePointLimit(1 << 20)
          .setMaxAliasesForCollections(50)
          .build();

  /** The definition in {@code yaml}; empty if it isn't a YAML object. */
  static SweepDefinition read(@Nullable String yaml) {
    if (yaml == null) {
      return NONE;
    }
    Object root;
    try {
      root = new Load(SETTINGS).loadFromString(yaml);
    } catch (YamlEngineException | StackOverflowError e) {
      return NONE;
    }
    if (!(root instanceof Map<?, ?> map)) {
      return NONE;
    }
    Object metric = map.get("metric");
    Map<?, ?> ofMetric = metric instanceof Map<?, ?> inner ? inner : Map.of();
    return new SweepDefinition(
        text(map.get("method")),
        metric instanceof String name ? name : text(ofMetric.get("name")),
        text(ofMetric.get("goal")));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof String text ? text : null;
  }
}
