package io.github.wandbjdbc.clients;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.eclipse.persistence.annotations.ReadOnly;

/** A row of runs, with one value of its config. */
@Entity
@ReadOnly
@Table(name = "runs")
public class Run {
  @Id
  @Column(name = "run_id")
  private String id;

  @Column(name = "name")
  private String name;

  @Column(name = "state")
  private String state;

  @Column(name = "\"config.lr\"")
  private Double learningRate;

  @Column(name = "history_rows")
  private Long steps;

  /** For EclipseLink. */
  protected Run() {}

  @Override
  public String toString() {
    return "%s %s %s %s %d".formatted(id, name, state, learningRate, steps);
  }
}
