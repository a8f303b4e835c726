package io.atelier.inference;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.layer.Linear;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.store.WeightsKey;
import io.atelier.tensor.Dtype;
import io.atelier.tensor.NativeTensors;
import io.atelier.tensor.TensorInfo;
import io.atelier.tensor.TensorScope;
import io.atelier.tensor.Tensors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Calls of numbers of eight bits, and of layers that hold them. */
record EightBitCalls(CaseModels models) {
  private static final int VALUES = 256;
  private static final Pattern COMPUTED = Pattern.compile("(\\d+) of (\\S+) \\(scale ([\\d.]+)\\)");
  private static final String LAYER = "layer";

  Map<String, FamilyCall> all() {
    return Map.of(
        "decode_table", (json, what) -> decoded(FamilyCall.arguments(json)),
        "encode", (json, what) -> encoded(FamilyCall.arguments(json)),
        "scaled_linear", (json, what) -> product(FamilyCall.arguments(json)).data());
  }

  private interface Computation<T> {
    T run() throws IOException;
  }

  private static <T> T inScope(Computation<T> computation) throws IOException {
    TensorScope scope = TensorScope.open();
    try {
      return computation.run();
    } finally {
      scope.close();
    }
  }

  /** The values of all bit patterns. */
  private static float[] decoded(Map<?, ?> arguments) throws IOException {
    ByteBuffer all = ByteBuffer.allocateDirect(VALUES);
    for (int i = 0; i < VALUES; i++) {
      all.put((byte) i);
    }
    Dtype type = arguments.get("dtype").equals("e5m2") ? Dtype.F8_E5M2 : Dtype.F8_E4M3;
    TensorInfo info = new TensorInfo("all", type, new long[] {VALUES}, 0, VALUES);
    return inScope(() -> Tensors.toJava(NativeTensors.over(all.flip(), info)).data());
  }

  /** The bits of values. */
  private static float[] encoded(Map<?, ?> arguments) throws IOException {
    boolean wide = arguments.get("dtype").equals("e5m2");
    float[] values = values(arguments);
    ScalarType type = wide ? ScalarType.Float8_e5m2 : ScalarType.Float8_e4m3fn;
    byte[] bytes =
        inScope(
            () -> {
              ByteArrayOutputStream bits = new ByteArrayOutputStream();
              NativeTensors.write(Tensors.toNative(values, values.length).to(type), bits);
              return bits.toByteArray();
            });
    float[] numbers = new float[bytes.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = bytes[i] & 0xff;
    }
    return numbers;
  }

  private static float[] values(Map<?, ?> arguments) {
    Matcher computed = COMPUTED.matcher((String) arguments.get("values"));
    FloatArray all = FloatArray.zeros(0);
    while (computed.find()) {
      int count = Integer.parseInt(computed.group(1));
      double scale = Double.parseDouble(computed.group(3));
      float[] part = ModelLayout.values(computed.group(2), count, scale, 0);
      all = FloatArray.stack(List.of(all, new FloatArray(new int[] {count}, part)));
    }
    float[] given = CaseInputs.floats(arguments.get("list"));
    return FloatArray.stack(List.of(all, new FloatArray(new int[] {given.length}, given))).data();
  }

  /** The output of a layer that is read from a file as a network's would be. */
  private FloatArray product(Map<?, ?> arguments) throws IOException {
    ModelFile file =
        models
            .folder()
            .written(
                "scaled-linear",
                new ModelLayout(
                    Map.of(),
                    List.of(
                        computed(LAYER + ".weight", "F8_E4M3", arguments.get("weight")),
                        computed(LAYER + ".bias", "F32", arguments.get("bias")),
                        constant(
                            LAYER + ".scale_weight",
                            "F32",
                            List.of(),
                            CaseInputs.number(arguments, "scale_weight", 1)),
                        constant("scaled_fp8", "F8_E4M3", List.of(0), 0))));
    WeightsKey key = WeightsKey.of(WeightSource.below(file, ""));
    FloatArray x = CaseInputs.array(arguments.get("x"));
    return models
        .store()
        .with(
            key,
            Linear.class,
            weights -> new Linear(weights.in(LAYER)),
            layer -> TensorScope.compute(() -> Tensors.toJava(layer.forward(Tensors.toNative(x)))));
  }

  private static ModelLayout.Entry computed(String name, String type, Object json) {
    Map<?, ?> input = (Map<?, ?>) json;
    return new ModelLayout.Entry(
        Map.of(
            "name", name,
            "dtype", type,
            "shape", input.get("shape"),
            "source", input.get("tensor"),
            "scale", CaseInputs.number(input, "scale", 1),
            "base", CaseInputs.number(input, "base", 0)));
  }

  private static ModelLayout.Entry constant(
      String name, String type, List<Integer> shape, double value) {
    return new ModelLayout.Entry(
        Map.of("name", name, "dtype", type, "shape", shape, "fill", "constant", "value", value));
  }
}
