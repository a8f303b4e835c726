package io.atelier.nodes;

import io.atelier.node.Services;
import io.atelier.storage.FileStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The nodes of a family do what was recorded, and describe themselves as recorded. */
public abstract class NodeFamilyContract {
  private final String family;
  private final Set<String> covered;

  @TempDir Path folder;

  /**
   * @param family names the records
   * @param covered classes of which there is a case
   */
  protected NodeFamilyContract(String family, Set<String> covered) {
    this.family = family;
    this.covered = covered;
  }

  @TestFactory
  Stream<DynamicTest> giveWhatWasRecorded() {
    return NodeCases.of(family, covered);
  }

  @TestFactory
  Stream<DynamicTest> describeThemselvesAsRecorded() throws IOException {
    return NodeCatalogue.tests(
        "nodes/catalogue-" + family + ".json",
        Services.of(Map.of(FileStore.class, new FileStore(folder))));
  }
}
