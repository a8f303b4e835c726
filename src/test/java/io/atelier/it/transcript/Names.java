package io.atelier.it.transcript;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What volatile texts of one run are called in the recording, such as {@code <prompt:1>}; serves to
 * fill requests and to normalise answers.
 */
final class Names {
  private static final Pattern PLACEHOLDER = Pattern.compile("<(?:prompt:\\d+|tag|etag|base-url)>");
  private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-f]{8,}");
  private static final Pattern TEMP_PREFIX = Pattern.compile("ComfyUI_temp_[a-z]{5}_");

  private static final String HIDDEN_TEMP_PREFIX = "ComfyUI_temp_<rand>_";

  private final Map<String, String> nameByText = new LinkedHashMap<>();
  private final Map<String, String> textByName = new LinkedHashMap<>();
  private final Set<String> tempPrefixes = new LinkedHashSet<>();
  private final Deque<String> unusedTempPrefixes = new ArrayDeque<>();
  private int prompts;

  /** From now on the text has this name. */
  void put(String text, String name) {
    nameByText.put(text, name);
    textByName.put(name, text);
  }

  /** A name for requests only, such as the address of the server. */
  void putForRequests(String name, String text) {
    textByName.put(name, text);
  }

  /** Names the prompt by its order of first appearance. */
  void prompt(String id) {
    if (!nameByText.containsKey(id)) {
      put(id, "<prompt:" + ++prompts + ">");
    }
  }

  /** Takes note of the random prefixes of temporary files in an answer. */
  void learnTempFiles(String answer) {
    Matcher matcher = TEMP_PREFIX.matcher(answer);
    while (matcher.find()) {
      if (tempPrefixes.add(matcher.group())) {
        unusedTempPrefixes.add(matcher.group());
      }
    }
  }

  /** The text with its names filled in; requests name temporary files in order of appearance. */
  String fill(String text) {
    if (text.contains(HIDDEN_TEMP_PREFIX)) {
      String prefix = unusedTempPrefixes.poll();
      if (prefix == null) {
        throw new IllegalStateException("the server named no further temporary file");
      }
      return fill(text.replace(HIDDEN_TEMP_PREFIX, prefix));
    }
    Matcher matcher = PLACEHOLDER.matcher(text);
    return matcher.replaceAll(
        match -> {
          String known = textByName.get(match.group());
          if (known == null) {
            throw new IllegalStateException("the server gave no " + match.group());
          }
          return Matcher.quoteReplacement(known);
        });
  }

  /** The JSON value with names filled in all its texts. */
  @Nullable Object fill(@Nullable Object json) {
    if (json instanceof String text) {
      return fill(text);
    }
    if (json instanceof List<?> list) {
      return list.stream().map(this::fill).collect(Collectors.toList());
    }
    if (json instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> filled = new LinkedHashMap<>();
      map.forEach((name, value) -> filled.put(fill((String) name), fill(value)));
      return filled;
    }
    return json;
  }

  /** The text with volatile parts named, as the recorder did it. */
  String hide(String text) {
    String hidden = text;
    for (Map.Entry<String, String> known : nameByText.entrySet()) {
      hidden = hidden.replace(known.getKey(), known.getValue());
    }
    hidden = TEMP_PREFIX.matcher(hidden).replaceAll(HIDDEN_TEMP_PREFIX);
    return ADDRESS.matcher(hidden).replaceAll("<addr>");
  }

  /** The name of a member: that of the whole text if it has one. */
  String hideMember(String name) {
    String known = nameByText.get(name);
    return known == null ? hide(name) : known;
  }
}
