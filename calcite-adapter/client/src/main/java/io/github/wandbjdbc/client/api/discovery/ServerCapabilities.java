package io.github.wandbjdbc.client.api.discovery;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The facts about one server that decide how it is asked: which fields, filters and page sizes it
 * was seen not to bear, and what its filters and samples were measured to do. Safe for use by
 * several threads.
 */
public final class ServerCapabilities {
  private static final int MAX_REFUSED_FILTERS = 1000;

  private final ServerFindings findings = new ServerFindings();
  private volatile MeasuredFilters measured = new MeasuredFilters();
  private volatile SampleEnd sampleEnd = new SampleEnd(findings);
  private volatile KeyedAnswers keyedAnswers = new KeyedAnswers(findings);

  /** By their shape, with the time until which that counts; null for good. */
  private final Map<String, @Nullable Long> refusedFilters = new HashMap<>();

  /** The time until which histories aren't read as series; null if they are. */
  private @Nullable Long noSeriesUntil;

  /** The ways of asking that aren't used for now, with the time until which that counts. */
  private final Map<String, Long> avoided = new HashMap<>();

  private final Map<PageKind, PageBound> bounds = new EnumMap<>(PageKind.class);
  private volatile Set<Member> lacking = Set.of();

  /** Forgets all but the findings for people. */
  public synchronized void forget() {
    measured = new MeasuredFilters();
    sampleEnd = new SampleEnd(findings);
    keyedAnswers = new KeyedAnswers(findings);
    refusedFilters.clear();
    noSeriesUntil = null;
    avoided.clear();
    bounds.clear();
    lacking = Set.of();
  }

  /** The findings about the server, for people. */
  public ServerFindings findings() {
    return findings;
  }

  /** The measurements of the server's filters. */
  public MeasuredFilters measured() {
    return measured;
  }

  /** Whether samples hold the last step of their window. */
  public SampleEnd sampleEnd() {
    return sampleEnd;
  }

  /** Whether values are found by keys. */
  public KeyedAnswers keyedAnswers() {
    return keyedAnswers;
  }

  /** How large pages of that kind may be. */
  public synchronized PageBound bound(PageKind kind) {
    return bounds.computeIfAbsent(kind, key -> new PageBound(key, findings));
  }

  /** The members of our schema that this server's lacks, as far as was seen. */
  public Set<Member> lacking() {
    return lacking;
  }

  /** Whether the server's schema was seen to lack {@code member}. */
  public boolean isLacking(Member member) {
    return lacking.contains(member);
  }

  /**
   * Takes note of members that the server's schema lacks; no document asks for them again.
   *
   * @param foundBy how that was found
   */
  public synchronized void lacks(Set<Member> members, String foundBy) {
    Set<Member> more = new LinkedHashSet<>(lacking);
    more.addAll(members);
    lacking = Collections.unmodifiableSet(more);
    members.forEach(member -> findings.note("schema: " + member, "missing", foundBy));
  }

  /** Whether the server was seen to refuse filters of {@code shape}, as of {@code nanoTime}. */
  public synchronized boolean refusesFilter(String shape, long nanoTime) {
    Long until = refusedFilters.get(shape);
    return refusedFilters.containsKey(shape) && (until == null || until - nanoTime >= 0);
  }

  /** Doesn't send filters of {@code shape} until {@code nanoTime}, or for good if that is null. */
  public synchronized void refuseFilter(String shape, @Nullable Long nanoTime) {
    if (refusedFilters.size() < MAX_REFUSED_FILTERS || refusedFilters.containsKey(shape)) {
      refusedFilters.put(shape, nanoTime);
    }
  }

  /** Whether {@code way}, a way of asking, isn't used as of {@code nanoTime}. */
  public synchronized boolean avoids(String way, long nanoTime) {
    Long until = avoided.get(way);
    return until != null && until - nanoTime >= 0;
  }

  /** Doesn't ask in that {@code way} until {@code nanoTime}. */
  public synchronized void avoid(String way, long nanoTime) {
    avoided.put(way, nanoTime);
  }

  /** Whether the server was seen to fail at series of histories, as of {@code nanoTime}. */
  public synchronized boolean refusesSeries(long nanoTime) {
    return noSeriesUntil != null && noSeriesUntil - nanoTime >= 0;
  }

  /** Asks for no series of histories until {@code nanoTime}. */
  public synchronized void refuseSeries(long nanoTime) {
    noSeriesUntil = nanoTime;
  }
}
