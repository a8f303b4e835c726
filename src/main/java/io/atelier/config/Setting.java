package io.atelier.config;

/**
 * The settings of the server. Each may be given as a MicroProfile Config property of its name, thus
 * also as an environment variable: {@code atelier.base-directory} as {@code
 * ATELIER_BASE_DIRECTORY}.
 */
public enum Setting {
  LISTEN("atelier.listen", "127.0.0.1", "the address to listen on; 0.0.0.0 for all"),
  PORT("atelier.port", "8188", "the port to listen on"),
  BASE_DIRECTORY(
      "atelier.base-directory",
      "data",
      "the folder with models, input, output, temp, user and custom_nodes, laid out as ComfyUI's"),
  MAX_UPLOAD_SIZE("atelier.max-upload-size", "100", "the largest request body, in MiB"),
  CORS_ORIGIN(
      "atelier.cors-origin",
      "",
      "the origin whose pages may use the server from elsewhere, or *; switches the origin check off"),
  CACHE(
      "atelier.cache",
      "classic",
      "what is kept of node results: classic, lru:<entries>, ram:<GiB to keep free> or none"),
  PARALLELISM(
      "atelier.parallelism", "0", "nodes that may compute at a time; 0 for one per processor"),
  PREVIEW_METHOD(
      "atelier.preview-method",
      "auto",
      "how clients see the state of sampling: auto, latent2rgb, taesd or none"),
  ALLOWED_HOSTS(
      "atelier.allowed-hosts",
      "",
      "the names by which browsers reach the server, comma-separated, or *; addresses, localhost and"
          + " names without a dot always pass"),
  MULTI_USER(
      "atelier.multi-user",
      "false",
      "whether clients choose a user profile by the Comfy-User header"),
  FRONTEND_ROOT(
      "atelier.frontend-root",
      "",
      "a folder with a build of another frontend to serve at /; ours is then at /atelier/ alone"),
  EXTRA_MODEL_PATHS(
      "atelier.extra-model-paths",
      "",
      "a file of further model folders; by default extra_model_paths.yaml in the base directory"),
  QUEUE(
      "atelier.queue",
      "durable",
      "where queue and history are kept: durable, in a database, or memory, lost with the server"),
  DB_URL(
      "atelier.db.url",
      "",
      "the JDBC URL of a PostgreSQL or H2 database; by default an H2 file in the base directory"),
  DB_USER("atelier.db.user", "atelier", "the user of the database"),
  DB_PASSWORD("atelier.db.password", "", "the password of the database"),
  DB_SYNC(
      "atelier.db.sync",
      "false",
      "whether H2 waits for the disk at each prompt, to outlive a power failure too"),
  HISTORY_LIMIT(
      "atelier.history-limit", "10000", "finished prompts kept; one more drops the oldest"),
  HISTORY_DAYS("atelier.history-days", "0", "days that finished prompts are kept; 0 for ever"),
  TEMP_HOURS(
      "atelier.temp-hours",
      "0",
      "hours that files stay in the temp folder, which is emptied at each start; 0 for until then"),
  OUTPUT_DAYS("atelier.output-days", "0", "days that files stay in the output folder; 0 for ever"),
  OUTPUT_GIB(
      "atelier.output-gib",
      "0",
      "GiB that the output folder may hold; the oldest files beyond are deleted; 0 for any number"),
  LOG_FORMAT(
      "atelier.log-format", "text", "how the log is written: text, or json, an object a line"),
  MAX_ATTEMPTS(
      "atelier.max-attempts",
      "3",
      "how often a prompt is begun whose server dies; 1 marks it as lost at once"),
  FAIR_SHARE(
      "atelier.fair-share",
      "false",
      "whether clients take turns instead of the queue being one line"),
  MAX_QUEUE(
      "atelier.max-queue",
      "0",
      "prompts that may wait or run; more are refused with 429; 0 for any number"),
  TIME_LIMIT("atelier.time-limit", "0", "seconds after which a prompt is interrupted; 0 for never"),
  DRAIN(
      "atelier.drain",
      "5",
      "seconds that a stopping server lets its prompt go on before it hands it back"),
  WORKER(
      "atelier.worker",
      "auto",
      "where prompts run: process (a JVM of their own), embedded (the server's JVM), or auto: process when LibTorch is there"),
  DEVICES(
      "atelier.devices",
      "auto",
      "what networks are computed on: auto, cpu or cuda:0; several, comma-separated, have a worker process each"),
  MODEL_MEMORY(
      "atelier.model-memory",
      "0",
      "GiB of loaded models that a worker process keeps at most; 0 for three quarters of the machine's memory, shared by all"),
  WORKER_LIBRARIES(
      "atelier.worker-libraries",
      "",
      "the folder with the LibTorch jars of the process worker; by default those in the WAR"),
  WORKER_RETRY(
      "atelier.worker-retry",
      "fail",
      "what becomes of the prompt whose worker process died: fail, or retry to run it once more"),
  WORKER_JAVA_OPTS(
      "atelier.worker-java-opts", "", "options of the worker process's JVM, such as -Xmx8g");

  private final String property;
  private final String byDefault;
  private final String meaning;

  Setting(String property, String byDefault, String meaning) {
    this.property = property;
    this.byDefault = byDefault;
    this.meaning = meaning;
  }

  /** The name as a property. */
  public String property() {
    return property;
  }

  /** The name as an environment variable. */
  public String environmentVariable() {
    return property.toUpperCase(java.util.Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  /** The value when none is given. */
  public String byDefault() {
    return byDefault;
  }

  /** What it does, in one line. */
  public String meaning() {
    return meaning;
  }
}
