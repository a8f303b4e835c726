package io.atelier.diffusion.store;

import org.bytedeco.pytorch.Tensor;

/** How a weight lies in a file's tensor. */
public enum StoredForm {
  /** It is the tensor. */
  WHOLE(-1),
  /** It is the first of three equal parts along the first dimension. */
  FIRST_THIRD(0),
  /** It is the second of three. */
  SECOND_THIRD(1),
  /** It is the third of three. */
  LAST_THIRD(2),
  /** It is the tensor, a matrix, with rows and columns exchanged. */
  TRANSPOSED(-1);

  private static final int WHOLE_TENSOR = -1;

  private final int third;

  StoredForm(int third) {
    this.third = third;
  }

  private boolean isThird() {
    return third != WHOLE_TENSOR;
  }

  /** The weight's shape, given the tensor's. */
  long[] shape(long[] stored) {
    long[] shape = stored.clone();
    if (isThird() && shape.length > 0) {
      shape[0] /= 3;
    } else if (this == TRANSPOSED && shape.length == 2) {
      shape[0] = stored[1];
      shape[1] = stored[0];
    }
    return shape;
  }

  /** The weight, a copy unless it is {@link #WHOLE}. */
  Tensor of(Tensor stored) {
    if (this == WHOLE) {
      return stored;
    }
    if (this == TRANSPOSED) {
      return stored.t().contiguous().clone();
    }
    long rows = stored.size(0) / 3;
    return stored.narrow(0, rows * third, rows).clone();
  }
}
