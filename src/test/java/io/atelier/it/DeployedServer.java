package io.atelier.it;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** Base of the integration tests: the built WAR in the one Payara Micro of the suite. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
public abstract class DeployedServer {
  /** For a machine that does much else. */
  private static final Duration START = Duration.ofMinutes(3);

  @Deployment(testable = false)
  public static WebArchive war() {
    return ShrinkWrap.create(ZipImporter.class, "ROOT.war")
        .importFrom(new File(property("atelier.war")))
        .as(WebArchive.class);
  }

  /** Scheme, host and port of the server. */
  protected static URI base() {
    return URI.create(property("atelier.base"));
  }

  /** The server's base directory. */
  protected static Path data() {
    return Path.of(property("atelier.data"));
  }

  private static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException("run by mvn verify, which sets " + name);
    }
    return value;
  }

  /** Returns when a route of the application answers; throws when it does not in time. */
  static void awaitAnswer() {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(base().resolve("/prompt")).build();
    await()
        .atMost(START)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> client.send(request, BodyHandlers.discarding()).statusCode() == 200);
  }
}
