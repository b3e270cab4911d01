package io.github.wandbjdbc.client.reading;

import io.github.wandbjdbc.client.logged.MetricDefinition;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Collects a metric's definition, in the terms of the client's {@code MetricRecord}. */
public final class MetricDefinitionBuilder {
  /** The numbers of the record's fields. */
  public static final int NAME = 1;

  public static final int GLOB_NAME = 2;
  public static final int STEP_METRIC = 4;
  public static final int STEP_METRIC_INDEX = 5;
  public static final int OPTIONS = 6;
  public static final int SUMMARY = 7;
  public static final int GOAL = 8;

  private static final int HIDDEN = 2;

  /** The parts of a summary, by their numbers from 1. */
  private enum Part {
    MIN,
    MAX,
    MEAN,
    BEST,
    LAST,
    NONE,
    COPY,
    FIRST
  }

  private String name = "";
  private String stepMetric = "";
  private final Set<Part> summary = EnumSet.noneOf(Part.class);
  private @Nullable String goal;
  private boolean hidden;
  private boolean isDefined;

  /** The metric's name, or the pattern of several; empty if none was told. */
  public String name() {
    return name;
  }

  /** Whether anything but a name was told. */
  boolean isDefined() {
    return isDefined || !stepMetric.isEmpty() || goal != null;
  }

  /** Tells a field that is a text. */
  public void text(int field, String text) {
    if (field == STEP_METRIC) {
      stepMetric = text;
    } else if (field == NAME || name.isEmpty()) {
      name = text.isEmpty() ? name : text;
    }
  }

  /** Tells that in the options, or in the summary, the flag of that number is set. */
  public void flag(int field, int flag) {
    isDefined = true;
    if (field == OPTIONS) {
      hidden |= flag == HIDDEN;
    } else if (field == SUMMARY && flag >= 1 && flag <= Part.values().length) {
      summary.add(Part.values()[flag - 1]);
    }
  }

  /** Tells that the flag of that name is set. */
  public void flag(int field, String flag) {
    isDefined = true;
    if (field == OPTIONS) {
      hidden |= flag.equals("hidden");
      return;
    }
    for (Part part : Part.values()) {
      if (flag.equalsIgnoreCase(part.name())) {
        summary.add(part);
      }
    }
  }

  /** Tells the goal by its number. */
  public void goal(int number) {
    goal = number == 1 ? "minimize" : number == 2 ? "maximize" : goal;
  }

  /** Tells the goal by its name, such as {@code GOAL_MINIMIZE}. */
  public void goal(String text) {
    String word = text.toLowerCase(Locale.ROOT).replaceFirst("^goal_", "");
    goal = word.equals("minimize") || word.equals("maximize") ? word : goal;
  }

  /** This definition and a later one of the same metric. */
  public MetricDefinitionBuilder then(MetricDefinitionBuilder later) {
    MetricDefinitionBuilder both = new MetricDefinitionBuilder();
    both.name = name;
    both.stepMetric = later.stepMetric.isEmpty() ? stepMetric : later.stepMetric;
    both.summary.addAll(summary);
    both.summary.addAll(later.summary);
    both.goal = later.goal == null ? goal : later.goal;
    both.hidden = hidden || later.hidden;
    return both;
  }

  /** The definition as one of {@code run}. */
  public MetricDefinition build(String run) {
    String parts =
        summary.stream()
            .map(part -> part.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(","));
    return new MetricDefinition(
        run,
        name,
        stepMetric.isEmpty() ? null : stepMetric,
        parts.isEmpty() ? null : parts,
        goal,
        hidden);
  }
}
