package io.github.wandbjdbc.client;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A condition on runs that a source can decide, or decide a superset of.
 *
 * <p>Values are {@link String}, {@link Double}, {@link Boolean}, {@link java.time.Instant}; or a
 * placeholder of whoever plans to ask, who fills it in before the filter is sent.
 */
public sealed interface RunFilter
    permits RunFilter.In,
        RunFilter.NotIn,
        RunFilter.Comparison,
        RunFilter.HasTag,
        RunFilter.StartsWith,
        RunFilter.Exists,
        RunFilter.And,
        RunFilter.Or {

  /** Every run. */
  RunFilter ALL = new And(List.of());

  /** The filters of which all must hold. */
  static List<RunFilter> partsOf(RunFilter filter) {
    return filter instanceof And and ? and.parts() : List.of(filter);
  }

  /** Both filters, each part once. */
  static RunFilter and(RunFilter left, RunFilter right) {
    Set<RunFilter> parts = new LinkedHashSet<>(partsOf(left));
    parts.addAll(partsOf(right));
    return parts.size() == 1 ? parts.iterator().next() : new And(List.copyOf(parts));
  }

  /**
   * Whether the source returns just the runs that meet the condition. If not, it may return more,
   * up to all: the caller must check again.
   */
  boolean isExact();

  /** Whether no run can meet the condition, so that nothing need be asked. */
  boolean acceptsNothing();

  /** The assumptions about the server under which it loses no run by the condition. */
  Set<Assumption> assumptions();

  /**
   * The part of the condition that takes none of {@code unmet} for granted: it accepts the same
   * runs and perhaps more, up to all.
   */
  RunFilter without(Set<Assumption> unmet);

  /**
   * Whether the run may be one that meets the condition, as far as its id and its state tell: just
   * those that do if the condition is exact.
   */
  boolean mayAccept(String id, Supplier<@Nullable String> state);

  /** Has {@code visitor} do what it does with a filter of this shape. */
  <R> R accept(Visitor<R> visitor);

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
    public Set<Assumption> assumptions() {
      return Assumption.of(attribute);
    }

    @Override
    public RunFilter without(Set<Assumption> unmet) {
      return Assumption.keep(this, unmet);
    }

    @Override
    public boolean mayAccept(String id, Supplier<@Nullable String> state) {
      if (attribute == RunField.ID) {
        return values.contains(id);
      }
      String known = attribute == RunField.STATE ? state.get() : null;
      return attribute != RunField.STATE || (known != null && values.contains(known));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.in(this);
    }

    @Override
    public void writeTo(JsonGenerator json) throws IOException {
      FilterJson.in(json, attribute, values);
    }
  }

  /** The run has the attribute, and it equals none of {@code values}. */
  record NotIn(RunAttribute attribute, List<Object> values) implements RunFilter {
    public NotIn {
      values = List.copyOf(values);
    }

    @Override
    public boolean isExact() {
      return false;
    }

    @Override
    public boolean acceptsNothing() {
      return false;
    }

    @Override
    public Set<Assumption> assumptions() {
      return Assumption.of(attribute, Assumption.NOT_EQUAL);
    }

    @Override
    public RunFilter without(Set<Assumption> unmet) {
      return Assumption.keep(this, unmet);
    }

    @Override
    public boolean mayAccept(String id, Supplier<@Nullable String> state) {
      return true;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.notIn(this);
    }

    @Override
    public void writeTo(JsonGenerator json) throws IOException {
      FilterJson.notIn(json, attribute, values);
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
    public Set<Assumption> assumptions() {
      return Assumption.of(attribute);
    }

    @Override
    public RunFilter without(Set<Assumption> unmet) {
      return Assumption.keep(this, unmet);
    }

    @Override
    public boolean mayAccept(String id, Supplier<@Nullable String> state) {
      return true;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.comparison(this);
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
    public Set<Assumption> assumptions() {
      return Set.of();
    }

    @Override
    public RunFilter without(Set<Assumption> unmet) {
      return Assumption.keep(this, unmet);
    }

    @Override
    public boolean mayAccept(String id, Supplier<@Nullable String> state) {
      return true;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.hasTag(this);
    }

    @Override
    public void writeTo(JsonGenerator json) throws IOException {
      json.writeStartObject();
      json.writeStringField(RunField.TAGS.filterKey(), tag.toString());
      json.writeEndObject();
    }
  }

  /** The attribute is a text that begins with {@code prefix}, a text that isn't empty. */
  record StartsWith(RunAttribute attribute, Object prefix) implements RunFilter {
    @Override
    public boolean isExact() {
      return false;
    }

    @Override
    public boolean acceptsNothing() {
      return false;
    }

    @Override
    public Set<Assumption> assumptions() {
      return Assumption.of(attribute, Assumption.ANCHORED_REGEX);
    }

    @Override
    public RunFilter without(Set<Assumption> unmet) {
      return Assumption.keep(this, unmet);
    }

    @Override
    public boolean mayAccept(String id, Supplier<@Nullable String> state) {
      return true;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.startsWith(this);
    }

    @Override
    public void writeTo(JsonGenerator json) throws IOException {
      FilterJson.startsWith(json, attribute, prefix.toString());
    }
  }

  /** The run has the attribute. */
  record Exists(RunAttribute attribute) implements RunFilter {
    @Override
    public boolean isExact() {
      return false;
    }

    @Override
    public boolean acceptsNothing() {
      return false;
    }

    @Override
    public Set<Assumption> assumptions() {
      return Assumption.of(attribute, Assumption.EXISTS);
    }

    @Override
    public RunFilter without(Set<Assumption> unmet) {
      return Assumption.keep(this, unmet);
    }

    @Override
    public boolean mayAccept(String id, Supplier<@Nullable String> state) {
      return true;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.exists(this);
    }

    @Override
    public void writeTo(JsonGenerator json) throws IOException {
      FilterJson.exists(json, attribute);
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
    public Set<Assumption> assumptions() {
      return Assumption.ofAll(parts);
    }

    @Override
    public RunFilter without(Set<Assumption> unmet) {
      return new And(
          parts.stream()
              .map(part -> part.without(unmet))
              .filter(part -> !part.equals(ALL))
              .toList());
    }

    @Override
    public boolean mayAccept(String id, Supplier<@Nullable String> state) {
      return parts.stream().allMatch(part -> part.mayAccept(id, state));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.and(this);
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
    public Set<Assumption> assumptions() {
      return Assumption.ofAll(parts);
    }

    @Override
    public RunFilter without(Set<Assumption> unmet) {
      List<RunFilter> left = parts.stream().map(part -> part.without(unmet)).toList();
      return left.contains(ALL) ? ALL : new Or(left);
    }

    @Override
    public boolean mayAccept(String id, Supplier<@Nullable String> state) {
      return parts.stream().anyMatch(part -> part.mayAccept(id, state));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.or(this);
    }

    @Override
    public void writeTo(JsonGenerator json) throws IOException {
      FilterJson.any(json, parts);
    }
  }

  /** Does something with a filter of each shape. */
  interface Visitor<R> {
    R in(In filter);

    R notIn(NotIn filter);

    R comparison(Comparison filter);

    R hasTag(HasTag filter);

    R startsWith(StartsWith filter);

    R exists(Exists filter);

    R and(And filter);

    R or(Or filter);
  }

  /** A behaviour that servers differ in, so that it is measured. */
  enum Assumption {
    /** Bounds of the creation, written with a {@code Z}, find the runs between them. */
    CREATED_AT_BOUNDS,
    /** The same of the last sign of life. */
    HEARTBEAT_AT_BOUNDS,
    /** A path of the config or the summary that a run lacks equals null. */
    NULL_FINDS_MISSING,
    /** {@code $exists} tells whether a run has a path. */
    EXISTS,
    /** {@code $regex} knows {@code ^} for the beginning and {@code .} for any character. */
    ANCHORED_REGEX,
    /** {@code $ne} and {@code $nin} find the runs that have another value. */
    NOT_EQUAL;

    /** The assumptions of any condition on {@code attribute}, and {@code more}. */
    private static Set<Assumption> of(RunAttribute attribute, Assumption... more) {
      EnumSet<Assumption> all = EnumSet.noneOf(Assumption.class);
      all.addAll(List.of(more));
      if (attribute == RunField.CREATED_AT) {
        all.add(CREATED_AT_BOUNDS);
      } else if (attribute == RunField.HEARTBEAT_AT) {
        // Where no run has a heartbeat yet, it is the creation that shows how times compare.
        all.add(CREATED_AT_BOUNDS);
        all.add(HEARTBEAT_AT_BOUNDS);
      } else if (attribute.hasSeveralNames()) {
        all.add(NULL_FINDS_MISSING);
      }
      return all;
    }

    /** {@code filter}, or all runs if it takes one of {@code unmet} for granted. */
    private static RunFilter keep(RunFilter filter, Set<Assumption> unmet) {
      return filter.assumptions().stream().anyMatch(unmet::contains) ? ALL : filter;
    }

    private static Set<Assumption> ofAll(List<RunFilter> parts) {
      EnumSet<Assumption> all = EnumSet.noneOf(Assumption.class);
      parts.forEach(part -> all.addAll(part.assumptions()));
      return all;
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
