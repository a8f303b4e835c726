package io.atelier.persistence.database;

import java.sql.SQLException;
import java.util.Map;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Why a database does not open, in one line that says what to look at. */
final class OpeningTrouble {
  private static final String DAMAGED =
      "the file is damaged or cannot be read;"
          + " put a copy in its place, or move it away to begin anew";

  private static final Map<Integer, String> H2 =
      Map.of(
          ErrorCode.DATABASE_ALREADY_OPEN_1,
          "another process has it open",
          ErrorCode.FILE_CORRUPTED_1,
          DAMAGED,
          ErrorCode.IO_EXCEPTION_1,
          DAMAGED,
          ErrorCode.IO_EXCEPTION_2,
          DAMAGED,
          ErrorCode.WRONG_USER_OR_PASSWORD,
          "wrong user or password",
          ErrorCode.FILE_VERSION_ERROR_1,
          "the file is of another version of H2");

  private static final Map<String, String> POSTGRESQL =
      Map.of(
          "08001", "no server answers there",
          "08006", "no server answers there",
          "28P01", "wrong password",
          "28000", "the server refuses the user",
          "3D000", "there is no such database",
          "53300", "the server has no connection left",
          "57P03", "the server is starting or stopping");

  private OpeningTrouble() {}

  /** The line, without what else a URL may hold, such as a password. */
  static String of(String url, String user, Throwable failure) {
    String place = url.replaceFirst("[?;].*", "");
    SQLException known = sql(failure);
    String why = known == null ? null : known(known);
    String by = known != null && "28".equals(family(known)) ? " for user " + user : "";
    return "the database "
        + place
        + " does not open"
        + by
        + ": "
        + (why == null ? firstLine(known == null ? failure : known) : why);
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  private static @Nullable SQLException sql(@Nullable Throwable failure) {
    if (failure == null) {
      return null;
    }
    return failure instanceof SQLException sql ? sql : sql(failure.getCause());
  }

  private static @Nullable String known(SQLException failure) {
    String byCode = H2.get(failure.getErrorCode());
    String state = failure.getSQLState();
    return byCode != null || state == null ? byCode : POSTGRESQL.get(state);
  }

  private static String family(SQLException failure) {
    String state = failure.getSQLState();
    return state == null || state.length() < 2 ? "" : state.substring(0, 2);
  }
}
