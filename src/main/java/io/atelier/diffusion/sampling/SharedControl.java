package io.atelier.diffusion.sampling;

import java.util.ArrayList;
import java.util.List;

/**
 * Lets controls that one conditioning shares act in another too, so that guidance compares like
 * with like.
 */
final class SharedControl {
  private SharedControl() {}

  /**
   * Gives the controls of entries for the whole picture, one after the other, to the other's
   * entries for the whole picture; nothing when one of these has a control of its own. An entry
   * that would get a second one gets a copy for it.
   */
  static void give(List<PreparedEntry> from, List<PreparedEntry> to) {
    List<PreparedEntry> shared =
        from.stream()
            .filter(e -> e.area() == null && e.control() != null && e.sharesControl())
            .toList();
    List<Integer> whole = new ArrayList<>();
    for (int i = 0; i < to.size(); i++) {
      if (to.get(i).area() == null) {
        if (to.get(i).control() != null) {
          return;
        }
        whole.add(i);
      }
    }
    for (int i = 0; i < shared.size() && !whole.isEmpty(); i++) {
      int place = whole.get(i % whole.size());
      PreparedEntry entry = to.get(place).withControlOf(shared.get(i));
      if (i < whole.size()) {
        to.set(place, entry);
      } else {
        to.add(entry);
      }
    }
  }
}
