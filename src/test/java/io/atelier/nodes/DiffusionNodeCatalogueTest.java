package io.atelier.nodes;

import io.atelier.node.Services;
import io.atelier.storage.FileStore;
import io.atelier.storage.ModelFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class DiffusionNodeCatalogueTest {
  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> diffusionNodesDescribeThemselvesAsRecorded() throws IOException {
    Services services =
        Services.of(
            Map.of(
                FileStore.class,
                new FileStore(folder),
                ModelFolders.class,
                new ModelFolders(folder)));
    return NodeCatalogue.tests("nodes/catalogue-diffusion.json", services);
  }
}
