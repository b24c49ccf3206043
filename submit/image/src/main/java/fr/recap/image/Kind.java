package fr.recap.image;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The images that there are. */
enum Kind {
  /** Driver and executors; Spark on Kubernetes gives the arguments. */
  SPARK(List.of("/opt/recap/entrypoint.sh"), List.of()),

  /** The prediction service. */
  SERVICE(
      List.of(
          "/opt/java/bin/java",
          "-XX:MaxRAMPercentage=70",
          "-XX:+ExitOnOutOfMemoryError",
          "-Dlog4j2.configurationFile=/opt/recap/conf/log4j2.properties",
          "-cp",
          "/opt/recap/conf:/opt/recap/recap-spark-jobs.jar:/opt/spark/jars/*",
          "fr.recap.cli.Main"),
      List.of("serve", "--config", "/etc/recap/conf/campaign.conf"));

  private final List<String> entryPoint;
  private final List<String> arguments;

  Kind(List<String> entryPoint, List<String> arguments) {
    this.entryPoint = entryPoint;
    this.arguments = arguments;
  }

  static Optional<Kind> named(String name) {
    return List.of(values()).stream().filter(kind -> kind.id().equals(name)).findFirst();
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  List<String> entryPoint() {
    return entryPoint;
  }

  List<String> arguments() {
    return arguments;
  }
}
