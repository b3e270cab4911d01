package io.github.wandbjdbc.clients;

import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.Dialect;

/** Standard SQL as Hibernate writes it when it's told of no database in particular. */
public class WandbDialect extends Dialect {
  public WandbDialect() {
    super(DatabaseVersion.make(1));
  }
}
