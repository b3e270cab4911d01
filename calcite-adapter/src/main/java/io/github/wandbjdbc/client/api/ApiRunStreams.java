package io.github.wandbjdbc.client.api;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunStreams;
import io.github.wandbjdbc.client.SystemMetric;

/** Asks the API for what runs leave behind beside their history. */
record ApiRunStreams(ApiClient client) implements RunStreams {

  @Override
  public Pages<SystemMetric> systemMetrics(ProjectPath project, RunFilter runs, CallScope scope) {
    return new PagesOfRuns<>(
        client,
        project,
        runs,
        scope,
        (run, isListed) -> new EventPages(client, project, run, isListed, scope));
  }
}
