package io.atelier.diffusion.network;

import java.util.ArrayList;
import java.util.List;

/** Changes within a network, in the order in which they were asked for. */
public record NetworkPatches(List<NetworkPatch> all) {
  public static final NetworkPatches NONE = new NetworkPatches(List.of());

  public NetworkPatches {
    all = List.copyOf(all);
  }

  /** The same with one change more. */
  public NetworkPatches with(NetworkPatch patch) {
    List<NetworkPatch> more = new ArrayList<>(all);
    more.add(patch);
    return new NetworkPatches(more);
  }

  /** Those that count at a noise level. */
  public NetworkPatches at(double sigma) {
    return new NetworkPatches(all.stream().filter(patch -> patch.countsAt(sigma)).toList());
  }

  /** Those of one kind. */
  public <P extends NetworkPatch> List<P> of(Class<P> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
