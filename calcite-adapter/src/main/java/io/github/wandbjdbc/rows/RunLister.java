package io.github.wandbjdbc.rows;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.WandbClient;

/** Lists the runs that a table is read from. */
@FunctionalInterface
public interface RunLister {

  /** The runs of {@code request}. */
  Pages<Run> runs(WandbClient client, RunsRequest request, CallScope scope);
}
