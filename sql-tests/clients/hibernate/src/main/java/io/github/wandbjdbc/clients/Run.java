package io.github.wandbjdbc.clients;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import org.hibernate.annotations.Immutable;

/** A row of runs, with one value of its config. */
@Entity
@Immutable
@Table(name = "runs")
public class Run {
  @Id
  @Column(name = "run_id")
  private String id;

  private String name;
  private String state;

  @Column(name = "created_at")
  private LocalDateTime createdAt;

  // Backquotes are how Hibernate is told to quote a name.
  @Column(name = "`config.lr`")
  private Double learningRate;

  @Column(name = "history_rows")
  private Long steps;

  /** For Hibernate. */
  protected Run() {}

  @Override
  public String toString() {
    return "%s %s %s %s %s %d"
        .formatted(id, name, state, learningRate, createdAt.withNano(0), steps);
  }
}
