package io.github.wandbjdbc.client.api.exports;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.api.discovery.PageKind;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.json.JsonFields;
import io.github.wandbjdbc.client.api.paging.PageFailure;
import io.github.wandbjdbc.client.api.paging.PageSize;
import io.github.wandbjdbc.client.api.runs.RunChoice;
import io.github.wandbjdbc.client.api.runs.RunListing;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The export lists of the runs of one scan. Once files of a run were worth reading, one request
 * asks for the lists of the runs that follow, too. By the time that such a run is read its list may
 * have become old: then it says less than the server counts, and is asked for anew.
 */
public final class ExportLists {
  private static final int RUNS_AT_ONCE = 25;

  private final ApiContext context;
  private final ExportSource source;
  private final ProjectPath project;
  private final Following following;
  private final CallScope scope;
  private final Map<String, ExportList> ahead = new HashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();
  private boolean areWorthAsking;

  /** Which runs come after the one that is being read. */
  @FunctionalInterface
  public interface Following {
    Stream<String> runs();
  }

  public ExportLists(
      ApiContext context,
      ExportSource source,
      ProjectPath project,
      Following following,
      CallScope scope) {
    this.context = context;
    this.source = source;
    this.project = project;
    this.following = following;
    this.scope = scope;
  }

  /** Where the files themselves are. */
  ExportSource source() {
    return source;
  }

  /** Takes note that files of a run took the place of windows. */
  void wereRead() {
    areWorthAsking = true;
  }

  /**
   * The list of {@code run} if it is known already, perhaps after asking for several runs at once.
   */
  Optional<ExportList> ahead(String run) {
    if (areWorthAsking && !asked.contains(run)) {
      askFor(run);
    }
    return Optional.ofNullable(ahead.remove(run));
  }

  /** Asks for what is exported of {@code run}; empty if the server doesn't know. */
  Optional<ExportList> now(String run) {
    return ExportList.ask(context.graphQl(), project, run, scope);
  }

  private void askFor(String run) {
    Set<String> ids = new LinkedHashSet<>(Set.of(run));
    following.runs().filter(id -> !asked.contains(id)).limit(RUNS_AT_ONCE - 1L).forEach(ids::add);
    if (ids.size() == 1) {
      return;
    }
    asked.addAll(ids);
    try {
      RunListing<Listed> listing = listing(ids);
      for (List<Listed> page = listing.next(Long.MAX_VALUE);
          page != null;
          page = listing.next(Long.MAX_VALUE)) {
        page.forEach(it -> ahead.put(it.run, it.list));
      }
    } catch (WandbException e) {
      if (PageFailure.endsStatement(e)) {
        throw e;
      }
      areWorthAsking = false;
    }
  }

  private RunListing<Listed> listing(Set<String> ids) {
    Question question =
        RunListing.question(
                Document.EXPORTED_HISTORIES, project, new RunChoice(ids, RunFilter.ALL), null)
            .with("liveKeys", ExportList.LIVE_KEYS);
    return new RunListing<>(
            context.graphQl(),
            scope,
            project,
            question,
            false,
            PageSize.of(ids.size()).within(context.server().bound(PageKind.EXPORTED_RUNS)),
            ExportLists::read,
            listed -> listed.run)
        // Such a run is asked for by itself later, and its history read otherwise if need be.
        .passingOver(message -> {});
  }

  private static @Nullable Listed read(JsonParser node) throws IOException {
    if (JsonFields.isNull(node)) {
      return null;
    }
    Listed listed = new Listed();
    listed.list = ExportList.ofRun(node, id -> listed.run = id);
    return listed;
  }

  private static final class Listed {
    private String run = "";
    private ExportList list = ExportList.NONE;
  }
}
