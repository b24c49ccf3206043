package fr.recap.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.config.ConfigLoader;
import fr.recap.config.RecapConfig;
import fr.recap.config.ServiceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.util.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scala.collection.JavaConverters;

class KubernetesTemplatesTest {
  private static final Path HOME = Path.of("..");
  private static final Path TEMPLATES = HOME.resolve("submit/k8s");

  @TempDir Path folder;

  static Stream<Path> files() throws IOException {
    List<Path> found;
    try (Stream<Path> files = Files.list(TEMPLATES)) {
      found = files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
    return found.stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFileKeepsToTheSchemaOfItsKind(Path file) {
    List<JsonNode> documents = Yaml.documents(file);
    assertThat(documents).isNotEmpty();
    for (JsonNode document : documents) {
      assertThat(KubernetesSchema.problems(document)).as(file + "").isEmpty();
    }
  }

  @Test
  void aMisspeltFieldOrAContainerOfRootIsRefused() {
    ObjectNode application = (ObjectNode) only("sparkapplication.yaml");
    ObjectNode executor = (ObjectNode) application.at("/spec/executor");
    executor.set("memoryOverHead", executor.remove("memoryOverhead"));
    ((ObjectNode) executor.get("podSecurityContext")).put("runAsUser", 0);
    assertThat(KubernetesSchema.problems(application))
        .anyMatch(problem -> problem.contains("memoryOverHead"))
        .anyMatch(problem -> problem.contains("memoryOverhead"))
        .anyMatch(problem -> problem.contains("runAsUser"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void kubernetesOwnModelsKnowEveryField(Path file) {
    for (JsonNode document : Yaml.documents(file)) {
      String kind = document.get("kind").asText();
      if (!kind.equals("SparkApplication")) {
        assertThat(KubernetesModels.problem(kind, document)).as(file + "").isEmpty();
      }
    }
  }

  @Test
  void whatTheOperatorTakesFromKubernetesIsKnownToItsModels() {
    only("sparkapplication.yaml")
        .at("/spec/volumes")
        .forEach(v -> assertThat(KubernetesModels.problem("Volume", v)).isEmpty());
    for (JsonNode pod : operatorPods()) {
      pod.get("volumeMounts")
          .forEach(m -> assertThat(KubernetesModels.problem("VolumeMount", m)).isEmpty());
      assertThat(KubernetesModels.problem("PodSecurityContext", pod.get("podSecurityContext")))
          .isEmpty();
      assertThat(KubernetesModels.problem("SecurityContext", pod.get("securityContext"))).isEmpty();
    }
  }

  @Test
  void kubernetesOwnModelsRefuseAMisspeltField() {
    ObjectNode pod = (ObjectNode) only("driver.yaml");
    ((ObjectNode) pod.at("/spec/containers/0")).putArray("volumeMount");
    assertThat(KubernetesModels.problem("Pod", pod).orElseThrow()).contains("volumeMount");
  }

  @Test
  void allPodsRunUnderTheSameRestrictions() {
    List<JsonNode> pods = new ArrayList<>();
    List<JsonNode> containers = new ArrayList<>();
    for (JsonNode pod : podSpecs()) {
      pods.add(pod.get("securityContext"));
      containers.add(pod.at("/containers/0/securityContext"));
    }
    for (JsonNode pod : operatorPods()) {
      pods.add(pod.get("podSecurityContext"));
      containers.add(pod.get("securityContext"));
    }
    assertThat(pods).hasSize(6);
    assertThat(pods.stream().distinct()).hasSize(1);
    assertThat(containers.stream().distinct()).hasSize(1);
  }

  @Test
  void podsWriteToTmp_sinceTheirRootIsReadOnly() {
    for (JsonNode pod : podSpecs()) {
      assertThat(mounts(pod.at("/containers/0/volumeMounts"))).containsEntry("/tmp", "tmp");
    }
    for (JsonNode pod : operatorPods()) {
      assertThat(mounts(pod.get("volumeMounts"))).containsEntry("/tmp", "tmp");
    }
  }

  @Test
  void theServiceIsOneWithItsPods_andEndsLaterThanItsSettingsSay() throws IOException {
    JsonNode deployment = service("Deployment");
    JsonNode labels = deployment.at("/spec/template/metadata/labels");
    assertThat(deployment.at("/spec/selector/matchLabels")).isEqualTo(labels);
    assertThat(service("Service").at("/spec/selector")).isEqualTo(labels);
    assertThat(service("NetworkPolicy").at("/spec/podSelector/matchLabels")).isEqualTo(labels);
    assertThat(service("PodDisruptionBudget").at("/spec/selector/matchLabels")).isEqualTo(labels);
    assertThat(service("HorizontalPodAutoscaler").at("/spec/scaleTargetRef/name"))
        .isEqualTo(deployment.at("/metadata/name"));
    JsonNode pod = deployment.at("/spec/template/spec");
    JsonNode container = pod.at("/containers/0");
    Map<String, String> changes = new TreeMap<>();
    List<String> arguments = new ArrayList<>();
    container.get("args").forEach(argument -> arguments.add(argument.asText()));
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i).equals("-D")) {
        String[] change = arguments.get(i + 1).split("=", 2);
        changes.put(change[0], change[1]);
      }
    }
    Path file = folder.resolve("campaign.conf");
    Files.writeString(file, settings().at("/data/campaign.conf").asText());
    ServiceSettings service = ConfigLoader.load(List.of(file), changes).service();
    assertThat(service.host()).isEqualTo("0.0.0.0");
    assertThat(service.behindProxy()).isTrue();
    assertThat(service.port()).isEqualTo(container.at("/ports/0/containerPort").asInt());
    assertThat(service("NetworkPolicy").at("/spec/ingress/0/ports/0/port").asInt())
        .isEqualTo(service.port());
    assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/ready");
    assertThat(pod.get("terminationGracePeriodSeconds").asLong())
        .isGreaterThan(service.drainTime().plus(service.stopTime()).toSeconds());
    // The proxy or Kubernetes has noticed before no request is taken any more.
    assertThat(service.drainTime().toSeconds())
        .isGreaterThan(
            container.at("/readinessProbe/periodSeconds").asLong()
                * container.at("/readinessProbe/failureThreshold").asLong());
    assertThat(mounts(container.get("volumeMounts")))
        .containsEntry("/etc/recap/secrets", "secrets");
  }

  @Test
  void theSettingsAreSettingsOfOursAndNameWhatIsMounted() throws IOException {
    Path file = folder.resolve("campaign.conf");
    Files.writeString(file, settings().at("/data/campaign.conf").asText());
    RecapConfig config = ConfigLoader.load(List.of(file), Map.of());
    assertThat(config.year()).isEqualTo(2027);
    String work = config.workDirectory().toString();
    for (JsonNode pod : podSpecs()) {
      assertThat(mounts(pod.at("/containers/0/volumeMounts")))
          .containsEntry(work, "cache")
          .containsEntry("/etc/recap/conf", "settings");
    }
    for (JsonNode pod : operatorPods()) {
      assertThat(mounts(pod.get("volumeMounts"))).containsEntry(work, "cache");
      assertThat(pod.at("/configMaps/0/name")).isEqualTo(settings().at("/metadata/name"));
      assertThat(pod.at("/configMaps/0/path").asText()).isEqualTo("/etc/recap/conf");
    }
  }

  @Test
  void everyPodFindsItsSecretsWhereTheSettingsSay() {
    String directory = "/etc/recap/secrets";
    assertThat(settings().at("/data/campaign.conf").asText())
        .contains("secrets.directory = \"" + directory + "\"");
    assertThat(mounts(only("preflight.yaml").at("/spec/template/spec/containers/0/volumeMounts")))
        .containsEntry(directory, "secrets");
    for (JsonNode pod : operatorPods()) {
      assertThat(pod.at("/secrets/0/path").asText()).isEqualTo(directory);
    }
    assertThat(sparkConf())
        .containsEntry("spark.kubernetes.driver.secrets.recap", directory)
        .containsEntry("spark.kubernetes.executor.secrets.recap", directory);
  }

  @Test
  void theOperatorAndSparkSubmitStartTheSame() throws IOException {
    JsonNode spec = only("sparkapplication.yaml").get("spec");
    Map<String, String> conf = sparkConf();
    spec.get("sparkConf")
        .fields()
        .forEachRemaining(e -> assertThat(conf).containsEntry(e.getKey(), e.getValue().asText()));
    assertThat(conf)
        .containsEntry("spark.kubernetes.container.image", spec.get("image").asText())
        .containsEntry("spark.executor.instances", spec.at("/executor/instances").asText())
        .containsEntry(
            "spark.kubernetes.authenticate.driver.serviceAccountName",
            spec.at("/driver/serviceAccount").asText());
    for (String role : List.of("driver", "executor")) {
      JsonNode pod = spec.get(role);
      assertThat(conf)
          .containsEntry("spark." + role + ".cores", pod.get("cores").asText())
          .containsEntry("spark." + role + ".memory", pod.get("memory").asText())
          .containsEntry("spark." + role + ".memoryOverhead", pod.get("memoryOverhead").asText())
          .containsEntry("spark." + role + ".extraJavaOptions", pod.get("javaOptions").asText());
    }
    assertThat(Files.readString(HOME.resolve("pom.xml")))
        .contains("<spark.version>" + spec.get("sparkVersion").asText() + "</spark.version>");
  }

  @Test
  void preflightRunsTheSameJarOfTheSameImageWithTheSameSettings() {
    JsonNode spec = only("sparkapplication.yaml").get("spec");
    JsonNode container = only("preflight.yaml").at("/spec/template/spec/containers/0");
    assertThat(container.get("image")).isEqualTo(spec.get("image"));
    List<String> arguments = new ArrayList<>();
    container.get("args").forEach(argument -> arguments.add(argument.asText()));
    assertThat(arguments)
        .containsSubsequence("--driver-memory", spec.at("/driver/memory").asText())
        .containsSubsequence("--driver-java-options", spec.at("/driver/javaOptions").asText())
        .containsSubsequence("--class", spec.get("mainClass").asText())
        .endsWith(
            spec.get("mainApplicationFile").asText().replace("local://", ""),
            "preflight",
            spec.at("/arguments/1").asText(),
            spec.at("/arguments/2").asText());
  }

  private static List<JsonNode> podSpecs() {
    return List.of(
        only("driver.yaml").get("spec"),
        only("executor.yaml").get("spec"),
        only("preflight.yaml").at("/spec/template/spec"),
        service("Deployment").at("/spec/template/spec"));
  }

  private static List<JsonNode> operatorPods() {
    JsonNode spec = only("sparkapplication.yaml").get("spec");
    return List.of(spec.get("driver"), spec.get("executor"));
  }

  private static JsonNode service(String kind) {
    return Yaml.documents(TEMPLATES.resolve("service.yaml")).stream()
        .filter(document -> document.get("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode settings() {
    return only("settings.yaml");
  }

  private static JsonNode only(String file) {
    List<JsonNode> documents = Yaml.documents(TEMPLATES.resolve(file));
    assertThat(documents).hasSize(1);
    return documents.get(0);
  }

  private static Map<String, String> mounts(JsonNode list) {
    Map<String, String> byPath = new TreeMap<>();
    list.forEach(mount -> byPath.put(mount.get("mountPath").asText(), mount.get("name").asText()));
    return byPath;
  }

  /** As spark-submit reads it. */
  private static Map<String, String> sparkConf() {
    return JavaConverters.mapAsJavaMap(
        Utils.getPropertiesFromFile(HOME.resolve("conf/spark-k8s.conf").toString()));
  }
}
