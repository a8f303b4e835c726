package io.atelier.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.array.FloatArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ComputeDeviceTest {
  @AfterEach
  void backToWhatIsThere() {
    ComputeDevice.choose("auto");
  }

  @Test
  void outlivesTheScopeInWhichItIsFirstAskedFor() {
    ComputeDevice.choose("CPU");
    ComputeDevice device = TensorScope.compute(ComputeDevice::get);

    assertThat(device.name()).isEqualTo("cpu");
    assertThat(device.isCpu()).isTrue();
    assertThat(device.index()).isEqualTo(-1);
    assertThat(ComputeDevice.known()).isSameAs(device);
  }

  @Test
  void carriesValuesThereAndBack() {
    FloatArray values = new FloatArray(new int[] {2, 2}, new float[] {1, 2, 3, 4});

    assertThat(TensorScope.compute(() -> Tensors.toJava(Tensors.toNative(values))).data())
        .containsExactly(1, 2, 3, 4);
  }

  @Test
  void saysThatADeviceIsNotThere() {
    ComputeDevice.choose("cuda:63");

    assertThatThrownBy(ComputeDevice::get)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("there is no device cuda:63");
  }
}
