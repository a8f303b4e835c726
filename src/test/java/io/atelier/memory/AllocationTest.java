package io.atelier.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AllocationTest {
  @Test
  void whatFitsIsGranted() {
    assertThat(Allocation.floats(2, 3, 4)).isEqualTo(24);
    assertThat(Allocation.floats()).isEqualTo(1);
    assertThat(Allocation.floats(4096, 0, 16384)).isZero();
    assertThat(Allocation.characters(1_000_000)).isEqualTo(1_000_000);
  }

  @Test
  void whatIsOutOfAllProportionIsRefusedWithBothSizes() {
    assertThatThrownBy(() -> Allocation.floats(4096, 16384, 16384, 3))
        .isInstanceOf(NotEnoughMemoryError.class)
        .hasMessageContaining("[4096, 16384, 16384, 3] take 12,288.0 GiB")
        .hasMessageContaining("and there are ");
    assertThatThrownBy(() -> Allocation.floats(Integer.MAX_VALUE, Integer.MAX_VALUE, 1 << 20, 99))
        .isInstanceOf(NotEnoughMemoryError.class);
    assertThatThrownBy(() -> Allocation.characters(1L << 40))
        .isInstanceOf(NotEnoughMemoryError.class)
        .hasMessageContaining("2,048.0 GiB");
  }

  @Test
  void whatTheHeapCannotHoldIsRefusedBeforeItIsTaken() {
    long tooMany = Runtime.getRuntime().maxMemory() / Float.BYTES;
    assertThatThrownBy(() -> Allocation.floats(tooMany)).isInstanceOf(NotEnoughMemoryError.class);
  }

  @Test
  void negativeSidesAreAnErrorOfTheCaller() {
    assertThatThrownBy(() -> Allocation.floats(3, -1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theMachineSaysWhatItHas() {
    assertThat(MachineMemory.total()).isPositive();
    assertThat(MachineMemory.available()).isPositive().isLessThanOrEqualTo(MachineMemory.total());
  }
}
