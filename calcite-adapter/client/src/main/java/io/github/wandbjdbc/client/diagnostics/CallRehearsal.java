package io.github.wandbjdbc.client.diagnostics;

/** Ends calls that are only rehearsed, with what they would have sent. Holds no credential. */
public final class CallRehearsal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String document;
  private final String variables;

  /**
   * The end of calls before they sent this.
   *
   * @param document in GraphQL
   * @param variables a JSON object
   */
  public CallRehearsal(String document, String variables) {
    super("a request that is only rehearsed", null, false, false);
    this.document = document;
    this.variables = variables;
  }

  /** The document, in GraphQL. */
  public String document() {
    return document;
  }

  /** Its variables, a JSON object. */
  public String variables() {
    return variables;
  }
}
