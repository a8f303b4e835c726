package io.atelier.rest;

import io.atelier.storage.UserFiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  static Map<String, Object> info(UserFiles.Entry entry) {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("path", entry.name());
    info.put("size", entry.size());
    info.put("modified", entry.modified());
    info.put("created", entry.created());
    return info;
  }

  /** The name, then each of its parts. */
  private static List<String> parts(UserFiles.Entry entry) {
    List<String> parts = new ArrayList<>();
    parts.add(entry.name());
    parts.addAll(Arrays.asList(entry.name().split("/", -1)));
    return parts;
  }
}
