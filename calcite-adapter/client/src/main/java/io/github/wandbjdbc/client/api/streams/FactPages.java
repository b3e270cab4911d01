package io.github.wandbjdbc.client.api.streams;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.paging.NullAnswer;
import io.github.wandbjdbc.client.api.paging.RunAnswer;
import io.github.wandbjdbc.client.api.paging.RunReference;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The items that one answer about a run holds. */
final class FactPages<T> implements Pages<T> {
  private final ApiContext context;
  private final Document document;
  private final RunReference run;
  private final InternalConfig internal;
  private final CallScope scope;
  private final BiFunction<RunFacts, InternalConfig.OfRun, List<T>> items;
  private @Nullable RunAnswer first;
  private boolean isDone;

  /**
   * The items of {@code run}.
   *
   * @param document asks about it alone
   * @param first what was said of it together with others; null if nothing was
   * @param internal reads what the client keeps in configs
   */
  FactPages(
      ApiContext context,
      Document document,
      RunReference run,
      @Nullable RunAnswer first,
      InternalConfig internal,
      CallScope scope,
      BiFunction<RunFacts, InternalConfig.OfRun, List<T>> items) {
    this.context = context;
    this.document = document;
    this.run = run;
    this.first = first;
    this.internal = internal;
    this.scope = scope;
    this.items = items;
  }

  @Override
  public @Nullable List<T> next() {
    if (isDone) {
      return null;
    }
    isDone = true;
    RunFacts told = first == null ? null : first.read(RunFacts::read);
    RunFacts facts = told == null ? ask(first == null ? internal.ask() : null) : told;
    InternalConfig.OfRun config = internal.read(facts, run, scope);
    if (facts.config() != null && internal.isDoubtful(config)) {
      facts = ask(null);
      config = internal.read(facts, run, scope);
      internal.settle(config);
    }
    if (!facts.hasRun()) {
      run.missing(context, scope);
      return List.of();
    }
    return items.apply(facts, config);
  }

  private RunFacts ask(@Nullable List<String> configKeys) {
    try {
      RunFacts facts =
          context
              .graphQl()
              .ask(
                  run.ask(document, "%s of %s".formatted(internal.what(), run))
                      .with("configKeys", configKeys),
                  scope,
                  RunFacts::read);
      if (!facts.hasProject()) {
        throw NullAnswer.unknownProject(run.project());
      }
      return facts;
    } catch (WandbException e) {
      if (e.kind() != Kind.NOT_FOUND) {
        throw e;
      }
      return RunFacts.NONE;
    }
  }

  @Override
  public void close() {
    isDone = true;
  }
}
