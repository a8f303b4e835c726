package io.atelier.message;

import java.util.List;

/** How far all started nodes of a prompt were at one moment, in order of their start. */
public interface ProgressSnapshot {
  /** The number of nodes, without the cost of listing them. */
  int size();

  List<NodeProgress> nodes();

  /**
   * The change that led to this moment; all changes of a prompt, in order, make up its snapshots.
   */
  NodeProgress latest();
}
