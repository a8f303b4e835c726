package io.atelier.inference;

import static io.atelier.testkit.NumbersAssert.assertNumbers;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.autoencoder.VaeNetwork;
import io.atelier.diffusion.network.NetworkInput;
import io.atelier.diffusion.network.NetworkPatches;
import io.atelier.diffusion.text.ClipNetwork;
import io.atelier.diffusion.text.Token;
import io.atelier.diffusion.unet.Heads;
import io.atelier.diffusion.unet.UNet;
import io.atelier.tensor.NormalNoise;
import io.atelier.tensor.TensorScope;
import io.atelier.testkit.Tolerance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The networks' arithmetic, against numbers recorded from the original's code. */
class TinyNetworksTest {
  private static final int DECIMALS = 5;

  private TensorScope scope;

  @BeforeEach
  void openScope() {
    scope = TensorScope.open();
  }

  @AfterEach
  void closeScope() {
    scope.close();
  }

  private static FloatArray predict(UNet unet, NetworkInput request) {
    return unet.predict(request, NetworkPatches.NONE);
  }

  private static NetworkInput request(FloatArray x, float timestep) {
    return new NetworkInput(x, new float[] {timestep}, NormalNoise.of(2, 1, 7, 24));
  }

  private static void assertBegins(FloatArray values, double... expected) {
    assertNumbers(values).beginsWith(expected, DECIMALS, Tolerance.NETWORK);
  }

  @Test
  void theUNetAgrees() throws IOException {
    UNet unet = new UNet(TinyNetworks.unet(), Heads.ofCount(2));
    FloatArray result = predict(unet, request(NormalNoise.of(1, 1, 4, 16, 8), 500.25f));
    assertThat(result.shape()).containsExactly(1, 4, 16, 8);
    assertBegins(result, 0.17956, -0.02931, -0.23751, -0.22375, -0.10577, -0.10751);
  }

  @Test
  void theUNetAgreesForOddSizes() throws IOException {
    UNet unet = new UNet(TinyNetworks.unet(), Heads.ofCount(2));
    FloatArray result = predict(unet, request(NormalNoise.of(6, 1, 4, 9, 7), 3));
    assertBegins(result, -0.08835, -0.18479, -0.41732, 0.08580, -0.03358, -0.38046);
  }

  @Test
  void theAutoencoderAgrees() throws IOException {
    VaeNetwork vae = new VaeNetwork(TinyNetworks.vae());
    FloatArray pixels = NormalNoise.of(4, 1, 3, 32, 24);
    for (int i = 0; i < pixels.data().length; i++) {
      pixels.data()[i] = (float) Math.tanh(pixels.data()[i]);
    }
    assertBegins(vae.encode(pixels), 0.15981, 0.28729, 0.28145, 0.18553, 0.40359, -0.42564);
    assertBegins(
        vae.decode(NormalNoise.of(5, 1, 4, 4, 3)),
        0.41932,
        0.32913,
        0.23375,
        0.19276,
        0.12585,
        0.22303);
  }

  @Test
  void theTextEncoderAgrees() throws IOException {
    ClipNetwork quick = new ClipNetwork(TinyNetworks.clip(), ClipNetwork.Activation.QUICK_GELU, 64);
    List<List<Token>> chunk = List.of(tokens());
    assertBegins(
        quick.encode(chunk, -1, true).hidden(),
        -0.58089,
        0.97700,
        0.20300,
        -1.18509,
        0.94207,
        -1.42273);
    assertBegins(
        quick.encode(chunk, -2, false).hidden(),
        -0.73281,
        0.83097,
        0.13769,
        -0.40986,
        0.77993,
        -0.03016);
    ClipNetwork exact = new ClipNetwork(TinyNetworks.clip(), ClipNetwork.Activation.GELU, 64);
    assertBegins(
        exact.encode(chunk, -1, true).hidden(),
        -0.57450,
        0.97204,
        0.21497,
        -1.16628,
        0.96603,
        -1.40812);
  }

  /** The recorded tokens; the tiny vocabulary ends in 999 instead of CLIP's end. */
  private static List<Token> tokens() {
    List<Token> tokens = new ArrayList<>();
    for (int id : new int[] {998, 5, 6, 7}) {
      tokens.add(new Token(id, null, 1));
    }
    while (tokens.size() < 77) {
      tokens.add(new Token(999, null, 1));
    }
    return tokens;
  }

  @Test
  void evaluationsLeaveNoNativeMemoryBehind() throws IOException {
    UNet unet = new UNet(TinyNetworks.unet(), Heads.ofCount(2));
    NetworkInput request = request(NormalNoise.of(1, 1, 4, 16, 8), 500);
    predict(unet, request);
    long before = Pointer.totalCount();
    for (int i = 0; i < 20; i++) {
      predict(unet, request);
    }
    // Fewer when the collector took pointers of other tests meanwhile.
    assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
  }
}
