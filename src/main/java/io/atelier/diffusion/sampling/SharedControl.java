package io.atelier.diffusion.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;

/**
 * Lets what one conditioning shares act in another too, so that guidance compares like with like.
 */
final class SharedControl {
  private SharedControl() {}

  /** Gives the controls that are shared; see {@link #give}. */
  static void giveControls(List<PreparedEntry> from, List<PreparedEntry> to) {
    give(
        from.stream().filter(e -> e.control() != null && e.sharesControl()).toList(),
        to,
        e -> e.control() != null,
        PreparedEntry::withControlOf);
  }

  /** Gives the things in places; see {@link #give}. */
  static void giveBoxes(List<PreparedEntry> from, List<PreparedEntry> to) {
    give(
        from.stream().filter(e -> e.boxes() != null).toList(),
        to,
        e -> e.boxes() != null,
        PreparedEntry::withBoxesOf);
  }

  /**
   * Gives what entries for the whole picture have, one after the other, to the other's entries for
   * the whole picture; nothing when one of these has such of its own. An entry that would get a
   * second one gets a copy for it.
   */
  private static void give(
      List<PreparedEntry> from,
      List<PreparedEntry> to,
      Predicate<PreparedEntry> has,
      BinaryOperator<PreparedEntry> with) {
    List<PreparedEntry> shared = from.stream().filter(e -> e.area() == null).toList();
    List<Integer> whole = new ArrayList<>();
    for (int i = 0; i < to.size(); i++) {
      if (to.get(i).area() == null) {
        if (has.test(to.get(i))) {
          return;
        }
        whole.add(i);
      }
    }
    for (int i = 0; i < shared.size() && !whole.isEmpty(); i++) {
      int place = whole.get(i % whole.size());
      PreparedEntry entry = with.apply(to.get(place), shared.get(i));
      if (i < whole.size()) {
        to.set(place, entry);
      } else {
        to.add(entry);
      }
    }
  }
}
