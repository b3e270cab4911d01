package io.github.wandbjdbc.clients;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.hibernate.annotations.Immutable;

/** A row of history. */
@Entity
@Immutable
@IdClass(Step.Key.class)
@Table(name = "history")
public class Step {
  @Id
  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "run_id")
  private Run run;

  @Id
  @Column(name = "_step")
  private long step;

  @Column(name = "`train/loss`")
  private Double loss;

  @Column(name = "`val/acc`")
  private Double accuracy;

  /** For Hibernate. */
  protected Step() {}

  /** Primary key of history. */
  public record Key(String run, long step) implements Serializable {}

  @Override
  public String toString() {
    return "%d %s %s".formatted(step, loss, accuracy);
  }
}
