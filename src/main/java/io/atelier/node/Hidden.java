package io.atelier.node;

/** What the engine passes to a hidden input. */
public enum Hidden {
  /** The submitted prompt as executed, a JSON object. */
  PROMPT,
  /** The live graph with its expansions, a {@link GraphView}. */
  DYNPROMPT,
  /** {@code extra_data.extra_pnginfo}, a JSON object, or null. */
  EXTRA_PNGINFO,
  /** The executing node's id, text. */
  UNIQUE_ID,
  /** {@code extra_data.auth_token_comfy_org}, or null. */
  AUTH_TOKEN_COMFY_ORG,
  /** {@code extra_data.api_key_comfy_org}, or null. */
  API_KEY_COMFY_ORG,
  /** {@code extra_data.comfy_usage_source}, or null. */
  COMFY_USAGE_SOURCE
}
