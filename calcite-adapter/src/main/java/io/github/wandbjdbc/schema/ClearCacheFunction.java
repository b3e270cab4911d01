package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.FileCache;
import io.github.wandbjdbc.client.ProjectPath;
import java.util.List;
import org.apache.calcite.schema.FunctionParameter;
import org.apache.calcite.schema.TableMacro;
import org.apache.calcite.schema.TranslatableTable;
import org.jspecify.annotations.Nullable;

/**
 * {@code TABLE(clear_cache())}: the files of which something was kept on disk, until the rows are
 * read. Nothing is removed while a statement is only prepared or explained.
 */
final class ClearCacheFunction implements TableMacro {
  static final String NAME = "CLEAR_CACHE";

  private final Catalog catalog;
  private final ProjectPath project;

  ClearCacheFunction(Catalog catalog, ProjectPath project) {
    this.catalog = catalog;
    this.project = project;
  }

  @Override
  public List<FunctionParameter> getParameters() {
    return List.of();
  }

  @Override
  public TranslatableTable apply(List<? extends @Nullable Object> arguments) {
    return new SystemTable(catalog, SystemTables.cache("clear_cache", FileCache::clear), project);
  }
}
