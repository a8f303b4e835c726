package io.atelier.diffusion.conditioning;

import io.atelier.array.FloatArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a picture is to show: texts in features, each with where, when and how strongly. */
public record Conditioning(List<Entry> entries) {
  public Conditioning {
    entries = List.copyOf(entries);
  }

  public static Conditioning of(Entry... entries) {
    return new Conditioning(List.of(entries));
  }

  /** The same with every entry changed. */
  public Conditioning map(UnaryOperator<Entry> change) {
    return new Conditioning(entries.stream().map(change).toList());
  }

  /** The entries of both. */
  public Conditioning and(Conditioning other) {
    List<Entry> both = new ArrayList<>(entries);
    both.addAll(other.entries);
    return new Conditioning(both);
  }

  /**
   * A rectangle of the latent.
   *
   * @param relative whether the numbers are parts of the whole, 0 to 1, instead of latent pixels
   */
  public record Area(double height, double width, double y, double x, boolean relative) {}

  /**
   * A soft region.
   *
   * @param values [batch, height, width] of any size
   * @param strength factor
   * @param bounds whether only the rectangle around what is not zero is computed
   */
  public record Mask(FloatArray values, double strength, boolean bounds) {}

  /** The part of the way from noise (0) to picture (1) during which an entry counts. */
  public record Range(double start, double end) {}

  /**
   * What models of the XL kind are told of the picture, sizes in pixels.
   *
   * @param aesthetic how beautiful it is to be, of which refiners are told instead of the target;
   *     null where nothing is said
   */
  public record Size(
      int height,
      int width,
      int cropTop,
      int cropLeft,
      int targetHeight,
      int targetWidth,
      @Nullable Double aesthetic) {}

  /**
   * What models for inpainting and editing are shown.
   *
   * @param latent of the picture, without what is masked [batch, 4, height, width], unscaled
   * @param mask [batch, 1, height, width] of any size, 1 where to paint; null for everywhere
   */
  public record Inpaint(FloatArray latent, @Nullable FloatArray mask) {}

  /**
   * A control net at work.
   *
   * @param net of which the same one may stand at several entries
   * @param hint the picture that it follows [batch, 3, height, width] from 0 to 1, of any size
   * @param strength factor of what it adds
   * @param range the part of the way during which it counts
   * @param previous another one whose residuals come on top, or null
   */
  public record Control(
      ControlNet net, FloatArray hint, double strength, Range range, @Nullable Control previous) {}

  /**
   * One text.
   *
   * @param context features [1, tokens, width]
   * @param pooled features of the whole text [1, width]
   * @param strength factor of the entry's weight beside others
   * @param control what adds to the network's features
   * @param sharesControl whether entries of other conditionings that have no control are given this
   *     one
   * @param extras what only some nodes say and only some models hear
   */
  public record Entry(
      FloatArray context,
      @Nullable FloatArray pooled,
      @Nullable Area area,
      double strength,
      @Nullable Mask mask,
      @Nullable Range range,
      @Nullable Size size,
      @Nullable Inpaint inpaint,
      @Nullable Control control,
      boolean sharesControl,
      ConditioningExtras extras) {
    public static Entry of(FloatArray context, @Nullable FloatArray pooled) {
      return new Entry(
          context, pooled, null, 1, null, null, null, null, null, false, ConditioningExtras.NONE);
    }

    public Entry withFeatures(FloatArray otherContext, @Nullable FloatArray otherPooled) {
      return changed(
          entry -> {
            entry.context = otherContext;
            entry.pooled = otherPooled;
          });
    }

    /** The same in another place only. */
    public Entry withArea(Area other, double otherStrength) {
      return changed(
          entry -> {
            entry.area = other;
            entry.strength = otherStrength;
          });
    }

    public Entry withStrength(double other) {
      return changed(entry -> entry.strength = other);
    }

    public Entry withMask(Mask other) {
      return changed(entry -> entry.mask = other);
    }

    public Entry withRange(Range other) {
      return changed(entry -> entry.range = other);
    }

    public Entry withSize(Size other) {
      return changed(entry -> entry.size = other);
    }

    public Entry withInpaint(Inpaint other) {
      return changed(entry -> entry.inpaint = other);
    }

    /** The same under another control. */
    public Entry withControl(Control other, boolean shared) {
      return changed(
          entry -> {
            entry.control = other;
            entry.sharesControl = shared;
          });
    }

    public Entry withExtras(ConditioningExtras other) {
      return changed(entry -> entry.extras = other);
    }

    /** The same with something else told to models of the Flux kind. */
    public Entry withFlux(UnaryOperator<FluxHints> change) {
      return withExtras(extras.withFlux(change.apply(extras.flux())));
    }

    private Entry changed(Consumer<Draft> change) {
      Draft draft = new Draft(this);
      change.accept(draft);
      return draft.entry();
    }
  }

  /** An entry in the making. */
  private static final class Draft {
    private FloatArray context;
    private @Nullable FloatArray pooled;
    private @Nullable Area area;
    private double strength;
    private @Nullable Mask mask;
    private @Nullable Range range;
    private @Nullable Size size;
    private @Nullable Inpaint inpaint;
    private @Nullable Control control;
    private boolean sharesControl;
    private ConditioningExtras extras;

    Draft(Entry from) {
      this.context = from.context;
      this.pooled = from.pooled;
      this.area = from.area;
      this.strength = from.strength;
      this.mask = from.mask;
      this.range = from.range;
      this.size = from.size;
      this.inpaint = from.inpaint;
      this.control = from.control;
      this.sharesControl = from.sharesControl;
      this.extras = from.extras;
    }

    Entry entry() {
      return new Entry(
          context,
          pooled,
          area,
          strength,
          mask,
          range,
          size,
          inpaint,
          control,
          sharesControl,
          extras);
    }
  }
}
