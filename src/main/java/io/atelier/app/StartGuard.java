package io.atelier.app;

import io.atelier.config.AtelierSettings;
import io.atelier.storage.FileStore;
import io.atelier.storage.ModelFolders;
import io.atelier.storage.UserDirectory;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.io.IOException;
import java.lang.System.Logger.Level;

/**
 * Looks, before anything else is made, whether the server can be: its settings, its folders and its
 * store. Where one of them fails, one line says why and the deployment fails. Under our own
 * launcher, which sets a system property, the process ends with status 1; else Payara Micro would
 * go on without the application.
 */
@ApplicationScoped
public class StartGuard {
  /** Set to true by whoever wants the process to end. */
  static final String EXIT = "atelier.exit-on-failure";

  private static final System.Logger LOG = System.getLogger(StartGuard.class.getName());

  @Inject Provider<AtelierSettings> settings;
  @Inject Provider<FileStore> files;
  @Inject Provider<ModelFolders> models;
  @Inject Provider<UserDirectory> users;
  @Inject Provider<Stores> stores;

  void look(@Observes @Priority(1) @Initialized(ApplicationScoped.class) Object context) {
    try {
      settings.get();
      files.get();
      models.get().create();
      users.get().create();
      stores.get();
    } catch (IOException | RuntimeException e) {
      String line = "Atelier cannot start: " + StartTrouble.of(e);
      LOG.log(Level.ERROR, line);
      LOG.log(Level.DEBUG, "why it cannot start", e);
      if (Boolean.getBoolean(EXIT)) {
        Runtime.getRuntime().halt(1);
      }
      throw new IllegalStateException(line, e);
    }
  }
}
