package io.atelier.rest;

import io.atelier.json.JsonObject;
import io.atelier.storage.UserFiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The forms in which the files of a user are listed. */
enum UserdataListing {
  NAMES,
  SPLIT,
  FULL;

  static UserdataListing of(boolean fullInfo, boolean split) {
    return fullInfo ? FULL : split ? SPLIT : NAMES;
  }

  List<Object> json(List<UserFiles.Entry> entries) {
    return entries.stream().map(this::json).toList();
  }

  private Object json(UserFiles.Entry entry) {
    return switch (this) {
      case NAMES -> entry.name();
      case SPLIT -> parts(entry);
      case FULL -> info(entry);
    };
  }

  static Map<String, @Nullable Object> info(UserFiles.Entry entry) {
    return JsonObject.with("path", entry.name())
        .and("size", entry.size())
        .and("modified", entry.modified())
        .and("created", entry.created())
        .map();
  }

  /** The name, then each of its parts. */
  private static List<String> parts(UserFiles.Entry entry) {
    List<String> parts = new ArrayList<>();
    parts.add(entry.name());
    parts.addAll(Arrays.asList(entry.name().split("/", -1)));
    return parts;
  }
}
