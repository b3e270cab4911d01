package io.github.wandbjdbc.client;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/**
 * A condition on runs that a source can decide, or decide a superset of.
 *
 * <p>Values are {@link String}, {@link Double}, {@link Boolean}, {@link java.time.Instant}.
 */
public sealed interface RunFilter
    permits RunFilter.In, RunFilter.Comparison, RunFilter.HasTag, RunFilter.And, RunFilter.Or {

  /** Every run. */
  RunFilter ALL = new And(List.of());

  /**
   * Whether the source returns just the runs that meet the condition. If not, it may return more,
   * up to all: the caller must check again.
   */
  boolean isExact();

  /** Whether no run can meet the condition, so that nothing need be asked. */
  boolean acceptsNothing();

  /**
   * Writes the condition as the API wants it, in its Mongo-style language. A condition that {@link
   * #acceptsNothing} has no form there.
   */
  void writeTo(JsonGenerator json) throws IOException;

  /** The attribute equals one of {@code values}; an empty list accepts no run. */
  record In(RunAttribute attribute, List<Object> values) implements RunFilter {
    public In {
      values = List.copyOf(values);
    }

    @Override
    public boolean isExact() {
      return attribute == RunField.ID || attribute == RunField.STATE;
    }

    @Override
    public boolean acceptsNothing() {
      return values.isEmpty();
    }

    @Override
    public void writeTo(JsonGenerator json) throws IOException {
      FilterJson.in(json, attribute, values);
    }
  }

  /** The attribute is above or below {@code value}; a run that lacks it doesn't match. */
  record Comparison(RunAttribute attribute, Operator operator, Object value) implements RunFilter {
    @Override
    public boolean isExact() {
      return false;
    }

    @Override
    public boolean acceptsNothing() {
      return false;
    }

    @Override
    public void writeTo(JsonGenerator json) throws IOException {
      FilterJson.comparison(json, attribute, operator, value);
    }
  }

  /** The run carries the tag, a string. */
  record HasTag(Object tag) implements RunFilter {
    @Override
    public boolean isExact() {
      return false;
    }

    @Override
    public boolean acceptsNothing() {
      return false;
    }

    @Override
    public void writeTo(JsonGenerator json) throws IOException {
      json.writeStartObject();
      json.writeStringField(RunField.TAGS.filterKey(), tag.toString());
      json.writeEndObject();
    }
  }

  /** All of {@code parts}; an empty list accepts every run. */
  record And(List<RunFilter> parts) implements RunFilter {
    public And {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean isExact() {
      return parts.stream().allMatch(RunFilter::isExact);
    }

    @Override
    public boolean acceptsNothing() {
      return parts.stream().anyMatch(RunFilter::acceptsNothing);
    }

    @Override
    public void writeTo(JsonGenerator json) throws IOException {
      FilterJson.all(json, parts);
    }
  }

  /** At least one of {@code parts}; an empty list accepts no run. */
  record Or(List<RunFilter> parts) implements RunFilter {
    public Or {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean isExact() {
      return parts.stream().allMatch(RunFilter::isExact);
    }

    @Override
    public boolean acceptsNothing() {
      return parts.stream().allMatch(RunFilter::acceptsNothing);
    }

    @Override
    public void writeTo(JsonGenerator json) throws IOException {
      FilterJson.any(json, parts);
    }
  }

  /** How a comparison compares. */
  enum Operator {
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL;

    /** Whether it is one of the two that look for larger values. */
    public boolean isGreater() {
      return this == GREATER || this == GREATER_OR_EQUAL;
    }
  }
}
