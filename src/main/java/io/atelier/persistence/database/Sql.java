package io.atelier.persistence.database;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements with their parameters in order; documents travel as streams, being of any length. */
public final class Sql {
  private Sql() {}

  /** Makes something of the current row. */
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** The number of rows that a statement has changed. */
  public static int update(Connection connection, String sql, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      return statement.executeUpdate();
    }
  }

  /** Inserts a row and returns the {@code seq} that the database gave it. */
  public static long insert(Connection connection, String sql, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql, new String[] {"seq"})) {
      bind(statement, parameters);
      statement.executeUpdate();
      try (ResultSet keys = statement.getGeneratedKeys()) {
        keys.next();
        return keys.getLong(1);
      }
    }
  }

  /** All rows of a query, in its order. */
  public static <T> List<T> list(
      Connection connection, String sql, Row<T> reader, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      try (ResultSet rows = statement.executeQuery()) {
        List<T> all = new ArrayList<>();
        while (rows.next()) {
          all.add(reader.read(rows));
        }
        return all;
      }
    }
  }

  /** The first row of a query; empty when it has none. */
  public static <T> Optional<T> first(
      Connection connection, String sql, Row<T> reader, @Nullable Object... parameters)
      throws SQLException {
    return list(connection, sql, reader, parameters).stream().findFirst();
  }

  /** The first column of the only row. */
  public static long number(Connection connection, String sql, @Nullable Object... parameters)
      throws SQLException {
    return list(connection, sql, row -> row.getLong(1), parameters).get(0);
  }

  /** A document column. */
  public static byte[] document(ResultSet row, String column) throws SQLException {
    try (InputStream stream = row.getBinaryStream(column)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new SQLException("column " + column + " is unreadable", e);
    }
  }

  /** A part of the document in the first column. */
  public static byte[] piece(ResultSet row, long skip, int length) throws SQLException {
    try (InputStream stream = row.getBinaryStream(1)) {
      stream.skipNBytes(skip);
      return stream.readNBytes(length);
    } catch (IOException e) {
      throw new SQLException("a document is unreadable", e);
    }
  }

  /** Sets the first parameters of a statement. */
  public static void bind(PreparedStatement statement, @Nullable Object... parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i] instanceof byte[] bytes) {
        statement.setBinaryStream(i + 1, new ByteArrayInputStream(bytes), bytes.length);
      } else {
        statement.setObject(i + 1, parameters[i]);
      }
    }
  }
}
