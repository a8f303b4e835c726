package io.atelier.diffusion.family;

import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.WeightSource;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** All families of models that there are. */
public final class Families {
  private static final List<ModelFamily> ALL =
      ServiceLoader.load(ModelFamily.class, Families.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .toList();

  private Families() {}

  public static List<ModelFamily> all() {
    return ALL;
  }

  /** What a denoising network is; empty when it is of no family that is known here. */
  public static Optional<Architecture> recognise(ModelFile file, WeightSource network) {
    return ALL.stream().flatMap(family -> family.recognise(file, network).stream()).findFirst();
  }

  /** The network of a file that holds nothing else, by the names of its family. */
  public static WeightSource loneNetwork(ModelFile file) {
    WeightSource bare = WeightSource.below(file, "");
    for (ModelFamily family : ALL) {
      Optional<WeightSource> converted = family.converted(bare);
      if (converted.isPresent()) {
        return converted.get();
      }
    }
    return recognise(file, bare).isPresent() ? bare : ModelParts.network(file);
  }
}
