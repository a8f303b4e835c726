package io.atelier.persistence.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * The scripts that make the schema, by name: what a class path holds cannot be listed alike on all
 * application servers.
 */
final class Migrations implements ResourceProvider {
  private static final String FOLDER = "db/migration/";
  private static final List<String> NAMES =
      List.of(
          "V1__queue_and_history.sql",
          "V2__messages_between_servers.sql",
          "V3__one_prompt_of_an_id.sql",
          "V4__who_asked.sql");

  private final List<LoadableResource> scripts =
      NAMES.stream().<LoadableResource>map(Script::read).toList();

  @Override
  public @Nullable LoadableResource getResource(String name) {
    return scripts.stream()
        .filter(
            script -> script.getFilename().equals(name) || script.getRelativePath().equals(name))
        .findFirst()
        .orElse(null);
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    return scripts.stream()
        .filter(script -> script.getFilename().startsWith(prefix))
        .filter(script -> List.of(suffixes).stream().anyMatch(script.getFilename()::endsWith))
        .toList();
  }

  /** A script of the class path, read whole. */
  private static final class Script extends LoadableResource {
    private final String name;
    private final String text;

    private Script(String name, String text) {
      this.name = name;
      this.text = text;
    }

    static Script read(String name) {
      try (InputStream in = Migrations.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
        if (in == null) {
          throw new IllegalStateException("the WAR lacks " + FOLDER + name);
        }
        return new Script(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + FOLDER + name, e);
      }
    }

    @Override
    public Reader read() {
      return new StringReader(text);
    }

    @Override
    public String getAbsolutePath() {
      return FOLDER + name;
    }

    @Override
    public @Nullable String getAbsolutePathOnDisk() {
      return null;
    }

    @Override
    public String getFilename() {
      return name;
    }

    @Override
    public String getRelativePath() {
      return FOLDER + name;
    }
  }
}
