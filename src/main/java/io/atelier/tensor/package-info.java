/**
 * Tensors in safetensors files and, where a node computes with them, in native memory; uses json.
 */
@NullMarked
package io.atelier.tensor;

import org.jspecify.annotations.NullMarked;
