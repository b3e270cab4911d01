package io.github.wandbjdbc.schema;

import com.google.common.base.Suppliers;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.engine.source.ColumnReferences.Reference;
import io.github.wandbjdbc.rows.ColumnKeys;
import io.github.wandbjdbc.rows.Discovery;
import io.github.wandbjdbc.rows.FoundKey;
import io.github.wandbjdbc.rows.NamedKeys;
import io.github.wandbjdbc.rows.TableColumns;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The columns of a table for one statement: those that it shows, and those that the statement names
 * and some run has, though it isn't among the newest.
 */
final class NamedColumnsOf {
  private final Catalog catalog;
  private final WideTable table;
  private final ProjectPath project;
  private final TableColumns shown;
  private final Supplier<ColumnKeys> keys;
  private final CallScope scope;
  private final Set<FoundKey> found = new LinkedHashSet<>();
  private final Set<String> near = new LinkedHashSet<>();

  NamedColumnsOf(
      Catalog catalog, WideTable table, ProjectPath project, TableColumns shown, CallScope scope) {
    this.catalog = catalog;
    this.table = table;
    this.project = project;
    this.shown = shown;
    this.keys = Suppliers.memoize(() -> new ColumnKeys(shown.columns()));
    this.scope = scope;
  }

  /**
   * Looks for the column that {@code reference} means, unless it is shown. A name in quotes may be
   * that of a key, though one that differs in case is shown.
   *
   * @param isSought whether the statement surely means a column that isn't shown
   */
  void look(Reference reference, boolean isSought) {
    String name = reference.column();
    if (!table.mayDiscover(name) || (!reference.isQuoted() && table.isFixed(name))) {
      return;
    }
    List<FoundKey> met = shown.keysBeyond(name);
    if (!reference.isQuoted() && !met.isEmpty()) {
      // It is meant as much as its like that is shown.
      found.addAll(met);
    } else if ((reference.isQuoted() || isSought) && !isExact(name)) {
      boolean isShown = !keys.get().columns(name, reference.isQuoted()).isEmpty();
      if (isShown ? reference.isQuoted() : isSought) {
        search(reference, isShown);
      }
    }
  }

  private void search(Reference reference, boolean isShown) {
    String name = reference.column();
    NamedKeys named = catalog.named(table, project, shown, name, scope);
    found.addAll(isShown ? named.exactly(name) : named.meant(name, reference.isQuoted()));
    near.addAll(named.near());
  }

  private boolean isExact(String name) {
    return shown.columns().stream().anyMatch(column -> column.name().equals(name))
        || keys.get().isExact(name);
  }

  TableColumns columns() {
    return Discovery.with(shown, new ArrayList<>(found), table == WideTable.RUNS);
  }

  /** Names of keys that hold one of those that were looked for. */
  List<String> near() {
    return List.copyOf(near);
  }
}
