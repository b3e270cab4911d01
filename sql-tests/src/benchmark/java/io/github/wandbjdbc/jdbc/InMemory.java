package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.engine.source.SearchPath;
import io.github.wandbjdbc.schema.SchemaOptions;
import java.sql.Connection;

/** Connects to a source that no URL names; it stands here since only this package may. */
public final class InMemory {
  private InMemory() {}

  /** A connection to {@code client}, in {@code project}. */
  public static Connection connect(WandbClient client, ProjectPath project) {
    WandbDriver driver = new WandbDriver();
    return new WandbConnection(
        driver,
        (WandbFactory) driver.createFactory(),
        Session.over(client, SchemaOptions.DEFAULT, StatementLimits.NONE, ""),
        "jdbc:wandb:",
        "",
        new SearchPath(project.entity(), project.project()));
  }
}
