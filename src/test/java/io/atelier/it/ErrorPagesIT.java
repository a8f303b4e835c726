package io.atelier.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the container refuses by itself looks like what the application refuses. */
class ErrorPagesIT extends DeployedServer {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private HttpResponse<String> send(String method, String path, String accept) throws Exception {
    return http.send(
        HttpRequest.newBuilder(base().resolve(path))
            .method(method, BodyPublishers.noBody())
            .header("Accept", accept)
            .build(),
        BodyHandlers.ofString());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /WEB-INF/web.xml, 404",
    "GET, /WEB-INF/classes/META-INF/openapi.yaml, 404",
    "POST, /WEB-INF/x, 404",
    "DELETE, /web-inf/x, 404",
    "GET, /META-INF/MANIFEST.MF, 404",
    "GET, /x.jsp, 404",
    "GET, /a/b.jspx, 404",
    "DELETE, /x.jsp, 405",
    "GET, /metrics/nothing, 404",
    "POST, /metrics, 405",
    "GET, /openapi/nothing, 404",
    "GET, /openapi/, 404",
    "DELETE, /openapi, 405",
    "GET, /.error, 404",
    "POST, /.error, 405",
    "GET, /api/.error, 404",
    "GET, /application.wadl, 404",
    "GET, /api/application.wadl, 404",
    "GET, /api/application.wadl/xsd0.xsd, 404",
    "FOO, /queue, 405"
  })
  void refusalsSayNothingOfTheContainer(String method, String path, int status) throws Exception {
    HttpResponse<String> answer = send(method, path, "*/*");

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).doesNotContainIgnoringCase("payara").doesNotContain("<");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).doesNotContain("html");
  }

  @Test
  void whatMetricsRefuseIsInTheSameForm() throws Exception {
    HttpResponse<String> answer = send("GET", "/metrics", "image/png");

    assertThat(answer.statusCode()).isEqualTo(406);
    assertThat(answer.body()).isEqualTo("406: Not Acceptable");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @Test
  void optionsDescribeNothing() throws Exception {
    HttpResponse<String> answer = send("OPTIONS", "/api/queue", "application/vnd.sun.wadl+xml");

    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("Content-Type")).isEmpty();
  }
}
