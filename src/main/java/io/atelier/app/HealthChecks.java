package io.atelier.app;

import io.atelier.config.AtelierSettings;
import io.atelier.queue.QueueLoops;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.io.IOException;
import java.nio.file.Files;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * What {@code /health/live}, {@code /health/ready} and {@code /health/started} look at. The
 * container makes this bean while it deploys, before what it looks at may be made: hence providers.
 */
@ApplicationScoped
public class HealthChecks {
  /** Below this the disk counts as full. */
  private static final long LEAST_FREE_BYTES = 64L << 20;

  @Inject Provider<AtelierSettings> settings;
  @Inject Provider<Stores> stores;
  @Inject Provider<QueueLoops> loops;

  /** The loops that run prompts are alive. */
  @Produces
  @Liveness
  HealthCheck worker() {
    return () ->
        HealthCheckResponse.named("worker")
            .status(loops.get().areAlive())
            .withData("running_seconds", loops.get().longest().toSeconds())
            .build();
  }

  @Produces
  @Readiness
  HealthCheck database() {
    return () -> HealthCheckResponse.named("database").status(stores.get().answers()).build();
  }

  @Produces
  @Readiness
  HealthCheck disk() {
    return () -> {
      long free = freeBytes();
      return HealthCheckResponse.named("disk")
          .status(free >= LEAST_FREE_BYTES)
          .withData("free_bytes", free)
          .build();
    };
  }

  private long freeBytes() {
    try {
      return Files.getFileStore(settings.get().baseDirectory()).getUsableSpace();
    } catch (IOException e) {
      return 0;
    }
  }

  @Produces
  @Startup
  HealthCheck started() {
    return () -> HealthCheckResponse.named("started").status(loops.get().areAlive()).build();
  }
}
