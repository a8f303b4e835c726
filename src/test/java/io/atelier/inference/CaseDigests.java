package io.atelier.inference;

import io.atelier.json.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes what the recorded cases of a folder come to, one line a result: case, what, number of
 * values, SHA-256 of their bits. Two builds compute the same when their lines are the same, with
 * the same number of threads on the same processor.
 *
 * <p>{@code CaseDigests FOLDER OUTPUT [NAME...]}; without names all cases. The models are those of
 * {@code target/inference}, which are made if they are missing (2.1 GB).
 */
public final class CaseDigests {
  private CaseDigests() {}

  public static void main(String[] arguments) throws IOException {
    Path base = Path.of("target/inference");
    Files.createDirectories(base);
    SyntheticModels.createMissing(base);
    List<String> names = new ArrayList<>(List.of(arguments).subList(2, arguments.length));
    try (InferenceCases cases = new InferenceCases(Path.of(arguments[0]), base);
        PrintStream output = new PrintStream(arguments[1], StandardCharsets.UTF_8)) {
      for (String name : names.isEmpty() ? cases.names() : names) {
        lines(cases, name).forEach(output::println);
        output.flush();
      }
    }
  }

  /** A case that cannot be computed has one line that says why, so that the others follow. */
  private static List<String> lines(InferenceCases cases, String name) {
    List<String> lines = new ArrayList<>();
    try {
      for (InferenceCases.Numbers result : cases.numbers(name)) {
        float[] values = result.values();
        String what = Json.write(result.what());
        lines.add(String.join("\t", name, what, values.length + " values", digest(values)));
      }
      return lines;
    } catch (Exception e) {
      return List.of(name + "\t" + e);
    }
  }

  private static String digest(float[] values) throws NoSuchAlgorithmException {
    ByteBuffer bits = ByteBuffer.allocate(Float.BYTES * values.length);
    bits.asFloatBuffer().put(values);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bits.array()));
  }
}
