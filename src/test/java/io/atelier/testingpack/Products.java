package io.atelier.testingpack;

import io.atelier.image.ImageBatch;
import io.atelier.node.SocketType;
import org.jspecify.annotations.Nullable;

/** The product that the validation nodes make, of pictures, numbers or both. */
final class Products {
  static final SocketType IMAGE_OR_FLOAT = new SocketType("IMAGE,FLOAT");

  private Products() {}

  /** A picture; 512×512 when both are numbers. */
  static ImageBatch of(Object a, Object b) {
    if (a instanceof ImageBatch x) {
      return b instanceof ImageBatch y
          ? Pictures.product(x, y)
          : Pictures.scaled(x, ((Number) b).doubleValue());
    }
    double factor = ((Number) a).doubleValue();
    return b instanceof ImageBatch y
        ? Pictures.scaled(y, factor)
        : Pictures.plain(factor * ((Number) b).doubleValue());
  }

  /** Whether a constant, or the null that stands for a link, is what the nodes take. */
  static boolean accepts(@Nullable Object value) {
    return value == null || value instanceof Double || value instanceof ImageBatch;
  }
}
