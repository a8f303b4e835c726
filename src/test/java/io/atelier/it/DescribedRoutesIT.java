package io.atelier.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The live description of the routes is a valid document, and what it says is so. */
class DescribedRoutesIT extends DeployedServer {
  private static final int REQUESTS_EACH = 30;
  private static final Set<String> MEMBERS =
      Set.of("openapi", "info", "servers", "tags", "paths", "components");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private HttpResponse<byte[]> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(base().resolve(path));
    return http.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        BodyHandlers.ofByteArray());
  }

  private OpenApi description() throws IOException, InterruptedException {
    return OpenApi.parse(get("/openapi?format=json").body());
  }

  private static String type(HttpResponse<?> answer) {
    return answer.headers().firstValue("Content-Type").orElse("");
  }

  @ParameterizedTest
  @CsvSource({
    "/openapi, */*, application/yaml",
    "/openapi, application/json, application/json",
    "/openapi, 'text/html,application/json;q=0.5,*/*;q=0.1', application/json",
    "/openapi, application/vnd.oai.openapi+json, application/json",
    "/openapi?format=JSON, application/yaml, application/json",
    "/openapi?format=yaml, application/json, application/yaml",
    "/api/openapi, */*, application/yaml"
  })
  void theFormIsTheOneAskedFor(String path, String accept, String type) throws Exception {
    HttpResponse<byte[]> answer = get(path, "Accept", accept);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(type(answer)).startsWith(type);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
        .contains(type.equals("application/json") ? "{\"openapi\":\"3.0.3\"" : "openapi: 3.0.3");
  }

  @Test
  void nothingInItIsForeignAndEveryReferenceLeadsSomewhere() throws Exception {
    OpenApi description = description();

    assertThat(MEMBERS)
        .containsAll(
            List.copyOf((Set<?>) description.document().keySet()).stream()
                .map(String::valueOf)
                .toList());
    assertThat(description.operations())
        .hasSizeGreaterThan(50)
        .allSatisfy(
            operation ->
                assertThat(operation.responses().values())
                    .allSatisfy(
                        response -> {
                          if (OpenApi.map(response).get("$ref") instanceof String reference) {
                            assertThat(description.resolve(reference)).isNotNull();
                          } else {
                            assertThat(OpenApi.map(response).get("description")).isNotNull();
                          }
                        }));
  }

  @Test
  void internalRoutesAreSaidToBeWhereTheyAre() throws Exception {
    List<String> internal =
        description().operations().stream()
            .map(OpenApi.Operation::path)
            .filter(path -> path.contains("internal"))
            .toList();

    assertThat(internal).isNotEmpty().allMatch(path -> path.startsWith("/internal/"));
    assertThat(get("/internal/logs").statusCode()).isEqualTo(200);
    assertThat(get("/api/internal/logs").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"1", "2"})
  void hostileRequestsGetNoAnswerThatIsNotDescribed(long seed) throws Exception {
    HostileValues values = new HostileValues(seed);
    Map<String, URI> wrong = new LinkedHashMap<>();
    for (OpenApi.Operation operation : description().operations()) {
      for (int i = 0; i < REQUESTS_EACH; i++) {
        HttpRequest request = request(operation, values);
        HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
        if (!operation.declares(answer.statusCode())) {
          wrong.putIfAbsent(operation + ": " + answer.statusCode(), request.uri());
        }
      }
    }
    http.send(
        HttpRequest.newBuilder(base().resolve("/api/atelier/queue/resume"))
            .POST(BodyPublishers.noBody())
            .build(),
        BodyHandlers.discarding());

    assertThat(wrong).isEmpty();
    try (ComfyClient client = new ComfyClient(base(), "described")) {
      await().atMost(Duration.ofSeconds(60)).until(() -> client.remaining() == 0);
      assertThat(new String(client.get("/internal/logs").body(), StandardCharsets.UTF_8))
          .as("a failure that no table foresees")
          .doesNotContain("a request failed");
    }
  }

  private static HttpRequest request(OpenApi.Operation operation, HostileValues values) {
    String path = operation.path();
    StringBuilder query = new StringBuilder();
    for (Map<?, ?> parameter : operation.parameters()) {
      String name = String.valueOf(parameter.get("name"));
      String value = values.parameter(parameter);
      if ("path".equals(parameter.get("in"))) {
        path = path.replace("{" + name + "}", value);
      } else if (!values.oftenEnough()) {
        query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(value);
      }
    }
    boolean empty = operation.body().isEmpty() && !values.oftenEnough();
    HostileValues.Body body = values.body(operation.body());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base() + path + query))
            .timeout(Duration.ofSeconds(30))
            .method(
                operation.method(),
                empty || operation.method().equals("GET")
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(body.bytes()));
    return (body.type().isEmpty() ? request : request.header("Content-Type", body.type())).build();
  }
}
