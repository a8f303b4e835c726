package io.atelier.diffusion.upscale;

import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.WeightSource;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The weights of an upscaling network under one set of names, those of its newer files: {@code
 * conv_first}, {@code body.N.rdbM.convK}, {@code conv_body}, {@code conv_upN}, {@code conv_hr},
 * {@code conv_last} for residual dense networks, {@code body.N} for compact ones.
 */
public final class UpscalerNames {
  private static final List<String> PREFIXES = List.of("params_ema.", "params.", "module.", "");

  /** Weights within a block of the oldest files. */
  private static final Pattern OLDEST_BLOCK =
      Pattern.compile("model\\.1\\.sub\\.(\\d{1,3})\\.RDB(\\d)\\.conv(\\d)\\.0\\.(weight|bias)");

  private static final Pattern OLDEST_BODY_END =
      Pattern.compile("model\\.1\\.sub\\.(\\d{1,3})\\.(weight|bias)");
  private static final Pattern OLDEST_TOP = Pattern.compile("model\\.(\\d{1,3})\\.(weight|bias)");

  private static final Pattern OLD_BLOCK =
      Pattern.compile("RRDB_trunk\\.(\\d{1,3})\\.RDB(\\d)\\.(conv\\d)\\.(weight|bias)");
  private static final Map<String, String> OLD =
      Map.of(
          "trunk_conv", "conv_body",
          "upconv1", "conv_up1",
          "upconv2", "conv_up2",
          "HRconv", "conv_hr");

  private UpscalerNames() {}

  /** The file's weights under those names; what is none of them keeps its own. */
  public static WeightSource unified(ModelFile file) {
    String prefix =
        PREFIXES.stream()
            .filter(p -> file.tensors().keySet().stream().anyMatch(name -> name.startsWith(p)))
            .findFirst()
            .orElse("");
    WeightSource weights = WeightSource.below(file, prefix);
    if (weights.has("model.0.weight")) {
      TreeSet<Integer> top = new TreeSet<>();
      for (String name : weights.names().keySet()) {
        Matcher matcher = OLDEST_TOP.matcher(name);
        if (matcher.matches()) {
          top.add(Integer.parseInt(matcher.group(1)));
        }
      }
      List<Integer> order = List.copyOf(top);
      return weights.renamed(name -> oldest(name, order));
    }
    return weights.renamed(UpscalerNames::old);
  }

  private static String old(String name) {
    Matcher block = OLD_BLOCK.matcher(name);
    if (block.matches()) {
      return "body.%s.rdb%s.%s.%s"
          .formatted(block.group(1), block.group(2), block.group(3), block.group(4));
    }
    int end = name.lastIndexOf('.');
    String renamed = end < 0 ? null : OLD.get(name.substring(0, end));
    return renamed == null ? name : renamed + name.substring(end);
  }

  /**
   * A weight of the oldest files, which number all layers, with or without weights.
   *
   * @param order the numbers of convolutions outside the body: the first, those that enlarge, and
   *     the last two
   */
  private static @Nullable String oldest(String name, List<Integer> order) {
    Matcher block = OLDEST_BLOCK.matcher(name);
    if (block.matches()) {
      return "body.%s.rdb%s.conv%s.%s"
          .formatted(block.group(1), block.group(2), block.group(3), block.group(4));
    }
    Matcher bodyEnd = OLDEST_BODY_END.matcher(name);
    if (bodyEnd.matches()) {
      return "conv_body." + bodyEnd.group(2);
    }
    Matcher top = OLDEST_TOP.matcher(name);
    if (!top.matches()) {
      return name;
    }
    int place = order.indexOf(Integer.parseInt(top.group(1)));
    int last = order.size() - 1;
    String layer =
        place == 0
            ? "conv_first"
            : place == last ? "conv_last" : place == last - 1 ? "conv_hr" : "conv_up" + place;
    return layer + "." + top.group(2);
  }
}
