package io.atelier.node;

/** The two forms in which ComfyUI nodes describe themselves; clients see both. */
public enum Schema {
  /** Options lists stand in place of the type; absent facts are left out. */
  V1,
  /** Options lists are type {@code COMBO}; every fact is present. */
  V3
}
