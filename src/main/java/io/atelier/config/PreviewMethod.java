package io.atelier.config;

import java.util.Optional;

/** How clients see the state of sampling. */
public enum PreviewMethod {
  NONE,
  /** A linear map of the latent's channels to colours. */
  LATENT2RGB,
  /** A tiny autoencoder where one is there, else as {@link #LATENT2RGB}. */
  TAESD;

  /**
   * The method of this name; {@code auto} is the one that is always possible.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static PreviewMethod named(String name) {
    return find(name.strip())
        .orElseThrow(() -> new IllegalArgumentException("no such preview method"));
  }

  /** The method of this name, if it is one. */
  public static Optional<PreviewMethod> find(String name) {
    return switch (name) {
      case "none" -> Optional.of(NONE);
      case "auto", "latent2rgb" -> Optional.of(LATENT2RGB);
      case "taesd" -> Optional.of(TAESD);
      default -> Optional.empty();
    };
  }
}
