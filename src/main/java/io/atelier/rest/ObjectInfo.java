package io.atelier.rest;

import io.atelier.json.Json;
import io.atelier.node.NodeInfo;
import io.atelier.node.NodeRegistry;
import io.atelier.node.NodeType;
import io.atelier.node.Services;
import io.atelier.storage.FileStore;
import io.atelier.storage.Folder;
import io.atelier.storage.ModelFolders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The descriptions of all node classes as bytes, made anew only when a folder that their choices
 * come from has changed.
 */
@ApplicationScoped
public class ObjectInfo {
  private static final System.Logger LOG = System.getLogger(ObjectInfo.class.getName());

  private static final int ETAG_DIGITS = 32;

  @Inject NodeRegistry registry;
  @Inject Services services;

  private volatile @Nullable Document document;

  /**
   * The full list.
   *
   * @param stamp of the folders that the choices come from
   */
  record Document(List<Object> stamp, byte[] plain, byte[] gzip, String etag) {}

  Document all() {
    List<Object> stamp = stamp();
    Document known = document;
    if (known != null && known.stamp().equals(stamp)) {
      return known;
    }
    Map<String, Object> classes = new LinkedHashMap<>();
    for (NodeType type : registry.all()) {
      describe(type, classes);
    }
    byte[] plain = Json.writeBytes(classes);
    Document made = new Document(stamp, plain, gzip(plain), etag(plain));
    document = made;
    return made;
  }

  Map<String, Object> one(String classType) {
    Map<String, Object> classes = new LinkedHashMap<>();
    NodeType type = registry.find(classType);
    if (type != null) {
      describe(type, classes);
    }
    return classes;
  }

  /** A class that cannot be described is left out. */
  private void describe(NodeType type, Map<String, Object> classes) {
    try {
      classes.put(type.classType(), NodeInfo.of(type, services));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "node class " + type.classType() + " cannot be described", e);
    }
  }

  private List<Object> stamp() {
    FileStore files = services.get(FileStore.class);
    ModelFolders models = services.get(ModelFolders.class);
    List<Object> stamp = new ArrayList<>();
    for (Folder folder : Folder.values()) {
      stamp.add(lastChange(files.root(folder)));
    }
    for (String kind : models.names()) {
      stamp.add(models.files(kind));
    }
    return stamp;
  }

  private static Object lastChange(Path folder) {
    try {
      return Files.getLastModifiedTime(folder);
    } catch (IOException e) {
      return "absent";
    }
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String etag(byte[] bytes) {
    return "\"" + Sha256.hex(bytes).substring(0, ETAG_DIGITS) + "\"";
  }
}
