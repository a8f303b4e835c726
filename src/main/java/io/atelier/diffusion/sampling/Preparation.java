package io.atelier.diffusion.sampling;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.family.RunStart;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fits the conditionings of a run to its latent and to each other. */
final class Preparation {
  private Preparation() {}

  /**
   * Prepares the conditionings of a run. Each entry with an area is given a counterpart in every
   * other conditioning that has none for just that area, so that guidance compares like with like;
   * and each control that is shared, and all things in places, stand in all conditionings.
   *
   * @param latent that the run starts from, scaled
   * @param mask 1 where it may change, or null
   */
  static List<List<PreparedEntry>> of(Guider guider, FloatArray latent, @Nullable FloatArray mask) {
    List<List<PreparedEntry>> all = new ArrayList<>();
    for (Conditioning conditioning : guider.conditionings()) {
      RunStart start = new RunStart(latent, mask, all.size() == guider.negativeSide());
      List<PreparedEntry> prepared = new ArrayList<>();
      conditioning.entries().forEach(e -> prepared.add(PreparedEntry.of(e, guider.model(), start)));
      all.add(prepared);
    }
    for (List<PreparedEntry> side : all) {
      for (PreparedEntry entry : List.copyOf(side)) {
        for (List<PreparedEntry> other : all) {
          if (other != side) {
            addCounterpart(other, entry);
          }
        }
      }
    }
    for (List<PreparedEntry> other : all.subList(1, all.size())) {
      SharedControl.giveControls(all.get(0), other);
      SharedControl.giveBoxes(all.get(0), other);
    }
    return all;
  }

  private static void addCounterpart(List<PreparedEntry> side, PreparedEntry entry) {
    LatentArea wanted = entry.area();
    if (wanted == null) {
      return;
    }
    PreparedEntry smallest = null;
    for (PreparedEntry candidate : side) {
      LatentArea place = candidate.area();
      if (place == null ? smallest == null : place.encloses(wanted) && isSmaller(place, smallest)) {
        smallest = candidate;
      }
    }
    if (smallest != null && !wanted.equals(smallest.area())) {
      side.add(entry.withContextOf(smallest));
    }
  }

  private static boolean isSmaller(LatentArea place, @Nullable PreparedEntry than) {
    return than == null || than.area() == null || place.size() < than.area().size();
  }
}
