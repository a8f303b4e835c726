package io.atelier.persistence.database;

import java.util.Map;

/** What differs between the databases that are supported. */
public enum Dialect {
  /** A file of this server alone. Takers within the JVM compare and set, on the row's state. */
  H2("next value for %s", "", "blob", "varchar(200)"),
  /** A server that many share. */
  POSTGRESQL(
      "nextval('%s')", " for update of q skip locked", "bytea", "varchar(200) collate \"C\"");

  private final String next;
  private final String lockClause;
  private final String documentType;
  private final String keyType;

  Dialect(String next, String lockClause, String documentType, String keyType) {
    this.next = next;
    this.lockClause = lockClause;
    this.documentType = documentType;
    this.keyType = keyType;
  }

  /**
   * The dialect of a JDBC URL.
   *
   * @throws IllegalArgumentException for any other database
   */
  static Dialect of(String url) {
    if (url.startsWith("jdbc:h2:")) {
      return H2;
    }
    if (url.startsWith("jdbc:postgresql:")) {
      return POSTGRESQL;
    }
    throw new IllegalArgumentException("neither jdbc:h2: nor jdbc:postgresql: " + url);
  }

  /** The expression for the next value of a sequence. */
  public String next(String sequence) {
    return next.formatted(sequence);
  }

  /** What a select ends with to have its rows to itself and pass over those that others have. */
  public String lockClause() {
    return lockClause;
  }

  /** The expression for a part of a document, or for all of it where that is read as a stream. */
  public String piece(String column, long offset, int length) {
    return this == H2
        ? column
        : "substring(%s from %d for %d)".formatted(column, offset + 1, length);
  }

  /** Bytes of a {@link #piece} before the part that was asked for. */
  public long skip(long offset) {
    return this == H2 ? offset : 0;
  }

  /** What the migrations say differently: types of columns, and of tables that may be lost. */
  Map<String, String> types() {
    return Map.of(
        "bytes", documentType, "text", keyType, "unlogged", exclusive() ? "" : "unlogged");
  }

  /** Whether only this server can have the database open. */
  public boolean exclusive() {
    return this == H2;
  }
}
