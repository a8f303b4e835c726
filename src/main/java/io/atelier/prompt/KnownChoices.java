package io.atelier.prompt;

import io.atelier.node.Choices;
import io.atelier.node.Services;
import java.util.IdentityHashMap;
import java.util.List;

/** The choices of combos during one validation, each asked for once however many nodes have it. */
final class KnownChoices {
  private final Services services;
  private final IdentityHashMap<Choices, List<Object>> known = new IdentityHashMap<>();

  KnownChoices(Services services) {
    this.services = services;
  }

  Services services() {
    return services;
  }

  List<Object> of(Choices choices) {
    return known.computeIfAbsent(choices, asked -> asked.list(services));
  }
}
