package io.atelier.persistence.document;

import io.atelier.persistence.database.Database;
import io.atelier.persistence.database.Dialect;
import io.atelier.persistence.database.Sql;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * A document in a row. Its beginning is in memory, which is all of most documents; the rest of a
 * long one is fetched piece by piece, each in a transaction of its own, so that neither memory nor
 * a connection is held while a client reads slowly.
 */
public final class StoredDocument {
  /** The bytes of a piece, and of the longest document that is fetched at once. */
  public static final int PIECE_BYTES = 256 * 1024;

  /** Permits to have a long document in memory as a whole while it is turned into values. */
  private static final Semaphore WHOLE = new Semaphore(2);

  private final Database database;
  private final Place place;
  private final byte[] head;

  /**
   * Where a document is.
   *
   * @param table the row's
   * @param column that has the document
   * @param guard a column whose value changes when the document is replaced
   */
  public record Column(String table, String column, String guard) {
    /** The prompt of a row of the queue. */
    public static final Column WAITING = new Column("queue_entry", "document", "created_at");

    /** The prompt of a row of the history. */
    public static final Column FINISHED = new Column("history_entry", "prompt", "ended_at");

    /** The result of a row of the history. */
    public static final Column RESULT = new Column("history_entry", "result", "ended_at");
  }

  /**
   * A document as it was when it was found.
   *
   * @param seq the row
   * @param guard the value of the guarding column
   * @param length bytes
   */
  public record Place(Column column, long seq, long guard, long length) {
    /** Whether it is more than one piece. */
    public boolean isLong() {
      return length > PIECE_BYTES;
    }
  }

  private StoredDocument(Database database, Place place, byte[] head) {
    this.database = database;
    this.place = place;
    this.head = head;
  }

  /** A document that has been fetched as a whole. */
  public static StoredDocument whole(Database database, Place place, byte[] document) {
    return new StoredDocument(database, place, document);
  }

  /** Fetches the beginning of a document; empty when it is there no more. */
  public static Optional<StoredDocument> find(Database database, Place place) {
    return piece(database, place, 0).map(head -> new StoredDocument(database, place, head));
  }

  private static Optional<byte[]> piece(Database database, Place place, long offset) {
    Column column = place.column();
    Dialect dialect = database.dialect();
    String query =
        "select %s from %s where seq = ? and %s = ? and octet_length(%s) = ?"
            .formatted(
                dialect.piece(column.column(), offset, PIECE_BYTES),
                column.table(),
                column.guard(),
                column.column());
    return database.transaction(
        "read a document",
        c ->
            Sql.first(
                c,
                query,
                row -> Sql.piece(row, dialect.skip(offset), PIECE_BYTES),
                place.seq(),
                place.guard(),
                place.length()));
  }

  /** Reads it from the beginning; fails when it is replaced or deleted meanwhile. */
  public InputStream open() {
    InputStream beginning = new ByteArrayInputStream(head);
    return head.length >= place.length()
        ? beginning
        : new SequenceInputStream(beginning, new Rest());
  }

  /** Makes something of the whole document. Long ones have to wait for each other. */
  public <T> T read(Function<byte[], T> reader) {
    if (!place.isLong()) {
      return reader.apply(head);
    }
    WHOLE.acquireUninterruptibly();
    try (InputStream document = open()) {
      return reader.apply(document.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      WHOLE.release();
    }
  }

  /** What follows the beginning. */
  private final class Rest extends InputStream {
    private byte[] piece = head;
    private int at = head.length;
    private long offset;

    private boolean isAtEnd() throws IOException {
      if (at == piece.length) {
        offset += piece.length;
        at = 0;
        piece =
            offset >= place.length()
                ? new byte[0]
                : piece(database, place, offset)
                    .orElseThrow(() -> new IOException("a document has gone while it was read"));
      }
      return piece.length == 0;
    }

    @Override
    public int read() throws IOException {
      return isAtEnd() ? -1 : piece[at++] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int most) throws IOException {
      if (most == 0 || isAtEnd()) {
        return most == 0 ? 0 : -1;
      }
      int count = Math.min(most, piece.length - at);
      System.arraycopy(piece, at, target, from, count);
      at += count;
      return count;
    }
  }
}
