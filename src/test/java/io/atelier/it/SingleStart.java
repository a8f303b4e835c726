package io.atelier.it;

import fish.payara.arquillian.container.payara.managed.PayaraMicroDeployableContainer;
import java.util.concurrent.Callable;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.shrinkwrap.api.Archive;
import org.jspecify.annotations.Nullable;

/**
 * Payara Micro, started once with the WAR for all integration tests. The adapter starts a server at
 * every deployment; here the first one serves all test classes and ends with the suite.
 *
 * <p>Now and then Payara Micro reports ready though the WAR failed to deploy; it is then started
 * again, at most {@value #ATTEMPTS} times in all.
 */
public final class SingleStart extends PayaraMicroDeployableContainer {
  private static final int ATTEMPTS = 3;

  private @Nullable ProtocolMetaData started;
  private @Nullable Archive<?> archive;

  @Override
  public ProtocolMetaData deploy(Archive<?> war) throws DeploymentException {
    if (started == null) {
      started = startAnswering(war);
      archive = war;
    }
    return started;
  }

  private ProtocolMetaData startAnswering(Archive<?> war) throws DeploymentException {
    DeploymentException last = new DeploymentException("Payara Micro was not started");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        ProtocolMetaData metaData = super.deploy(war);
        DeployedServer.awaitAnswer();
        return metaData;
      } catch (DeploymentException e) {
        last = e;
      } catch (RuntimeException e) {
        last = new DeploymentException("the deployed application does not answer", e);
      }
      Archive<?> failed = war;
      quietly(
          () -> {
            super.undeploy(failed);
            return null;
          });
    }
    throw last;
  }

  /** The failure to stop what failed to start says nothing new. */
  private static void quietly(Callable<@Nullable Void> action) {
    try {
      action.call();
    } catch (Exception e) {
      System.getLogger(SingleStart.class.getName())
          .log(System.Logger.Level.WARNING, "the failed server did not stop", e);
    }
  }

  /** Leaves the server to the next test class. */
  @Override
  public void undeploy(Archive<?> war) {}

  @Override
  public void stop() throws LifecycleException {
    Archive<?> running = archive;
    if (running != null) {
      try {
        super.undeploy(running);
      } catch (DeploymentException e) {
        throw new LifecycleException("the server did not stop", e);
      }
    }
    super.stop();
  }
}
