package io.github.wandbjdbc.client.api.runs;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunFilter.And;
import io.github.wandbjdbc.client.RunFilter.Assumption;
import io.github.wandbjdbc.client.RunFilter.In;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A filter seen as run ids and the rest.
 *
 * @param ids the runs among which to look, each once; null for all
 * @param rest what else they must meet
 */
public record RunChoice(@Nullable Set<String> ids, RunFilter rest) {
  /** All runs. */
  static final RunChoice ALL = new RunChoice(null, RunFilter.ALL);

  public static RunChoice of(RunFilter filter) {
    Set<String> ids = null;
    List<RunFilter> rest = new ArrayList<>();
    for (RunFilter part : conjuncts(filter)) {
      if (part instanceof In in && in.attribute() == RunField.ID) {
        Set<String> these = new LinkedHashSet<>();
        in.values().forEach(value -> these.add((String) value));
        if (ids == null) {
          ids = these;
        } else {
          ids.retainAll(these);
        }
      } else {
        rest.add(part);
      }
    }
    return new RunChoice(ids, rest.size() == 1 ? rest.get(0) : new And(rest));
  }

  /** Whether no run can meet it. */
  public boolean isEmpty() {
    return (ids != null && ids.isEmpty()) || rest.acceptsNothing();
  }

  /** The id, if just one run is looked for, and by nothing else. */
  public @Nullable String onlyId() {
    return ids != null && ids.size() == 1 && conjuncts(rest).isEmpty()
        ? ids.iterator().next()
        : null;
  }

  /** Whether {@code id} is among those looked for: what the server returns is held against it. */
  public boolean accepts(String id) {
    return ids == null || ids.contains(id);
  }

  /**
   * Whether {@code run}, whose state was read if the choice names states, is one of those that the
   * exact part of this choice means.
   */
  public boolean accepts(Run run) {
    return accepts(run.id()) && rest.mayAccept(run.id(), run::state);
  }

  /** Whether all runs are looked for. */
  boolean isAll() {
    return ids == null && conjuncts(rest).isEmpty();
  }

  /** This choice, {@code size} ids at a time; one with all runs if it names no ids. */
  List<RunChoice> batches(int size) {
    if (ids == null || ids.size() <= size) {
      return List.of(this);
    }
    List<RunChoice> batches = new ArrayList<>();
    List<String> all = List.copyOf(ids);
    for (int from = 0; from < all.size(); from += size) {
      Set<String> batch = new LinkedHashSet<>(all.subList(from, Math.min(from + size, all.size())));
      batches.add(new RunChoice(batch, rest));
    }
    return batches;
  }

  /** The runs of all {@code batches}, which are one choice's. */
  static RunChoice union(Collection<RunChoice> batches) {
    Set<String> ids = new LinkedHashSet<>();
    RunFilter rest = RunFilter.ALL;
    for (RunChoice batch : batches) {
      ids.addAll(Objects.requireNonNull(batch.ids));
      rest = batch.rest;
    }
    return new RunChoice(ids, rest);
  }

  /** The filter to send. */
  String toJson() {
    List<RunFilter> parts = new ArrayList<>();
    if (ids != null) {
      parts.add(new In(RunField.ID, List.copyOf(ids)));
    }
    parts.addAll(conjuncts(rest));
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.factory().createGenerator(text)) {
      new And(parts).writeTo(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** This choice without what the reader of the runs checks again anyway. */
  RunChoice exactPart() {
    List<RunFilter> exact = conjuncts(rest).stream().filter(RunFilter::isExact).toList();
    return new RunChoice(ids, new And(exact));
  }

  /** The next lesser part of this choice to send: its exact part, and then nothing. */
  RunChoice withoutFilter() {
    return isExact() ? ALL : exactPart();
  }

  boolean isExact() {
    return rest.isExact();
  }

  /** The assumptions about the server under which this choice loses no run. */
  Set<Assumption> assumptions() {
    return rest.assumptions();
  }

  /** This choice without what takes one of {@code unmet} for granted. */
  RunChoice without(Set<Assumption> unmet) {
    return unmet.isEmpty() ? this : new RunChoice(ids, rest.without(unmet));
  }

  /** The common form of filters that differ in their values alone: the names in their JSON. */
  public String shape() {
    StringJoiner names = new StringJoiner(" ");
    try (JsonParser parser = Json.factory().createParser(toJson())) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          names.add(parser.currentName());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("our own JSON", e);
    }
    return names.toString();
  }

  private static List<RunFilter> conjuncts(RunFilter filter) {
    if (!(filter instanceof And and)) {
      return List.of(filter);
    }
    List<RunFilter> all = new ArrayList<>();
    and.parts().forEach(part -> all.addAll(conjuncts(part)));
    return all;
  }
}
