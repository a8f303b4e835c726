package io.atelier.storage;

import io.atelier.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The user profiles and where each keeps its files: one profile for all, or those that {@code
 * users.json} lists, chosen by the client. A profile is a name, not an identity: it keeps people's
 * settings apart and protects nothing.
 */
public final class UserDirectory {
  /** The profile of a server without profiles. */
  public static final String DEFAULT_USER = "default";

  private static final String SETTINGS_FILE = "comfy.settings.json";
  private static final String RESERVED_PREFIX = "__";

  private final Path root;
  private final boolean multiUser;
  private final JsonFiles json;

  /**
   * @param root the folder of all profiles
   * @param warnings is told of files that cannot be read
   */
  public UserDirectory(Path root, boolean multiUser, FileWarnings warnings) {
    this.root = root.toAbsolutePath().normalize();
    this.multiUser = multiUser;
    this.json = new JsonFiles(warnings);
  }

  /** Creates the folder of the one profile of a server without profiles. */
  public void create() throws IOException {
    Files.createDirectories(multiUser ? root : home(DEFAULT_USER));
  }

  public boolean isMultiUser() {
    return multiUser;
  }

  /**
   * The profile that a request works with.
   *
   * @param wanted as the client says; counts only on a server with profiles
   * @return empty when there is no such profile
   */
  public Optional<String> find(@Nullable String wanted) {
    if (!multiUser) {
      return Optional.of(DEFAULT_USER);
    }
    String id = wanted == null ? DEFAULT_USER : wanted;
    return users().containsKey(id) && !id.startsWith(RESERVED_PREFIX)
        ? Optional.of(id)
        : Optional.empty();
  }

  /** The names of all profiles by id. */
  public synchronized Map<String, String> users() {
    Map<String, String> users = new LinkedHashMap<>();
    readObject(root.resolve("users.json"))
        .forEach((id, name) -> users.put(id, String.valueOf(name)));
    return users;
  }

  /**
   * Adds a profile.
   *
   * @param name not blank
   * @return its id, or empty when another has the name
   */
  public synchronized Optional<String> add(String name) throws IOException {
    String trimmed = name.strip();
    if (trimmed.isEmpty()) {
      throw new IllegalArgumentException("a user needs a name");
    }
    Map<String, String> users = users();
    if (users.containsValue(trimmed)) {
      return Optional.empty();
    }
    String readable = trimmed.replaceAll("[^a-zA-Z0-9\\-_]+", "-");
    while (readable.startsWith(RESERVED_PREFIX)) {
      readable = readable.substring(1);
    }
    String id = readable + "_" + UUID.randomUUID();
    users.put(id, trimmed);
    replace(root.resolve("users.json"), users);
    return Optional.of(id);
  }

  /** The files of a known profile. */
  public UserFiles files(String user) {
    return new UserFiles(home(user));
  }

  private Path home(String user) {
    return FileStore.resolveWithin(root, user);
  }

  /** The settings of a profile; empty while there are none, or when their file cannot be read. */
  public synchronized Map<String, @Nullable Object> settings(String user) {
    return readObject(home(user).resolve(SETTINGS_FILE));
  }

  /** Sets some settings of a profile; others stay. */
  public synchronized void changeSettings(String user, Map<String, @Nullable Object> changes)
      throws IOException {
    Map<String, @Nullable Object> settings = settings(user);
    settings.putAll(changes);
    replace(home(user).resolve(SETTINGS_FILE), settings);
  }

  private Map<String, @Nullable Object> readObject(Path file) {
    return json.read(file).orElseGet(LinkedHashMap::new);
  }

  /** Writes a file anew; one that cannot be read is kept beside it instead of being lost. */
  private void replace(Path file, Map<String, ?> members) throws IOException {
    if (Files.exists(file) && json.read(file).isEmpty()) {
      AtomicFiles.move(file, file.resolveSibling(file.getFileName() + ".broken"));
    }
    AtomicFiles.write(file, Json.writeIndented(members));
    json.read(file);
  }
}
