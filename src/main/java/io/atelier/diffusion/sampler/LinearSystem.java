package io.atelier.diffusion.sampler;

/** Small systems of linear equations. */
final class LinearSystem {
  private LinearSystem() {}

  /** The solution of {@code matrix · x = right}, by Gauss's elimination with pivots. */
  static double[] solve(double[][] matrix, double[] right) {
    int n = right.length;
    double[][] a = new double[n][];
    for (int i = 0; i < n; i++) {
      a[i] = java.util.Arrays.copyOf(matrix[i], n + 1);
      a[i][n] = right[i];
    }
    for (int column = 0; column < n; column++) {
      int pivot = column;
      for (int row = column + 1; row < n; row++) {
        if (Math.abs(a[row][column]) > Math.abs(a[pivot][column])) {
          pivot = row;
        }
      }
      double[] swapped = a[pivot];
      a[pivot] = a[column];
      a[column] = swapped;
      for (int row = 0; row < n; row++) {
        if (row != column) {
          double factor = a[row][column] / a[column][column];
          for (int k = column; k <= n; k++) {
            a[row][k] -= factor * a[column][k];
          }
        }
      }
    }
    double[] solution = new double[n];
    for (int i = 0; i < n; i++) {
      solution[i] = a[i][n] / a[i][i];
    }
    return solution;
  }
}
