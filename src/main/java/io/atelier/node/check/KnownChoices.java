package io.atelier.node.check;

import io.atelier.node.Choices;
import io.atelier.node.Services;
import java.util.IdentityHashMap;
import java.util.List;

/** The choices of combos during one validation, each asked for once however many nodes have it. */
public final class KnownChoices {
  private final Services services;
  private final IdentityHashMap<Choices, List<Object>> known = new IdentityHashMap<>();

  public KnownChoices(Services services) {
    this.services = services;
  }

  /** Whom the choices are asked for. */
  public Services services() {
    return services;
  }

  /** The values on offer, the same at each use. */
  public List<Object> of(Choices choices) {
    return known.computeIfAbsent(choices, asked -> asked.list(services));
  }
}
