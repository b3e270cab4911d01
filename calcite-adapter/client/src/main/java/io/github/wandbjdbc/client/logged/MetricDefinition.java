package io.github.wandbjdbc.client.logged;

import org.jspecify.annotations.Nullable;

/**
 * How a run's program defined a metric.
 *
 * @param name of the metric, or of several if it ends with {@code *}
 * @param stepMetric the metric that it is drawn over, null if it is the step
 * @param summary what the summary keeps of it, joined with commas, as the program asked for: {@code
 *     min}, {@code max}, {@code mean}, {@code best}, {@code last}, {@code first}, {@code copy},
 *     {@code none}; null if nothing was asked for
 * @param goal {@code minimize}, {@code maximize} or null
 * @param hidden whether no chart is to be drawn of it
 */
public record MetricDefinition(
    String runId,
    String name,
    @Nullable String stepMetric,
    @Nullable String summary,
    @Nullable String goal,
    boolean hidden) {}
