package io.github.wandbjdbc.clients;

import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.PagingAndSortingRepository;
import org.springframework.data.repository.query.Param;

/** Spring Data makes the statements of these names. */
public interface Runs extends PagingAndSortingRepository<Run, String> {
  List<Run> findByStateOrderById(String state);

  Page<Run> findByStepsGreaterThan(long steps, Pageable page);

  long countByNameStartingWith(String beginning);

  @Query("SELECT MAX(\"val/acc\") FROM history WHERE run_id = :id")
  Double bestAccuracy(@Param("id") String id);
}
