package io.github.wandbjdbc.standin;

import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.language.SourceLocation;
import java.util.List;
import java.util.Map;

/** A failure of a resolver, which the API mirrors into the HTTP status. */
final class StandInException extends RuntimeException implements GraphQLError {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  StandInException(int status, String message, String code) {
    super(message);
    this.status = status;
    this.code = code;
  }

  int status() {
    return status;
  }

  @Override
  public List<SourceLocation> getLocations() {
    return List.of();
  }

  @Override
  public ErrorClassification getErrorType() {
    return ErrorType.DataFetchingException;
  }

  @Override
  public Map<String, Object> getExtensions() {
    return Map.of("code", code);
  }
}
