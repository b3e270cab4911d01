package io.github.wandbjdbc.clients;

import java.time.LocalDateTime;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.Table;

/** A row of runs. Spring Data quotes each name, so that a metric is named as it is. */
@Table("runs")
public record Run(
    @Id @Column("run_id") String id,
    String name,
    String state,
    @Column("config.lr") Double learningRate,
    @Column("history_rows") long steps,
    @Column("created_at") LocalDateTime createdAt) {}
