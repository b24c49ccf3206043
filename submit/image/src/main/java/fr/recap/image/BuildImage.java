package fr.recap.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** Builds an image of a clone that was built, as a tar that {@code docker load} takes. */
final class BuildImage {
  /** Of the user that processes run as. */
  static final int USER = 185;

  private static final int SERVICE_PORT = 8080;
  private static final String ENTRY_POINT = "/opt/recap/entrypoint.sh";
  private static final String BILL = "/opt/recap/bom.cdx.json";

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "JAVA_HOME", "/opt/java",
          "SPARK_HOME", "/opt/spark",
          "SPARK_SCALA_VERSION", "2.12",
          "PATH", "/opt/java/bin:/opt/spark/bin:/bin:/usr/bin",
          "LC_ALL", "C.UTF-8");

  private final Path clone;
  private final Kind kind;
  private final Optional<Path> sparkHome;

  /**
   * What was built.
   *
   * @param name with its tag
   * @param digest of the image's configuration, which names all its bytes
   */
  record Result(String name, String digest) {}

  /**
   * @param clone its root
   * @param sparkHome a distribution of Spark, which the image of Spark is made of
   */
  BuildImage(Path clone, Kind kind, Optional<Path> sparkHome) {
    this.clone = clone;
    this.kind = kind;
    this.sparkHome = sparkHome;
  }

  /**
   * Builds it.
   *
   * @param tar file that is written, with the bill of materials beside it
   * @param name such as {@code registry.example/recap-service:1}; empty for the clone's version
   * @throws ImageException if something is missing
   */
  Result execute(Path tar, Optional<String> name) throws IOException {
    Path folder = Files.createDirectories(tar.toAbsolutePath().getParent());
    Path scratch = Files.createTempDirectory(folder, ".image-");
    try {
      return execute(tar, name, scratch);
    } finally {
      delete(scratch);
    }
  }

  private Result execute(Path tar, Optional<String> name, Path scratch) throws IOException {
    Path target = clone.resolve("spark-jobs/target");
    Path jar = jar(target);
    String version =
        jar.getFileName().toString().replaceAll("recap-spark-jobs-(.*)-all\\.jar", "$1");
    String tag = name.orElse("recap-%s:%s".formatted(kind.id(), version));
    Bill bill = new Bill(target.resolve("spark/dependencies.txt"));
    Layers layers = new Layers(scratch);
    Path runtime = scratch.resolve("java");
    JavaRuntime.link(runtime);
    system(layers, runtime, bill);
    layers.begin("java");
    layers.folder(runtime, "/opt/java");
    bill.java();
    spark(layers, target.resolve("spark/jars"), bill);
    layers.begin("recap");
    layers.folder(clone.resolve("conf"), "/opt/recap/conf");
    for (String text : List.of("LICENSE", "NOTICE")) {
      layers.file(clone.resolve(text), "/opt/recap/" + text);
    }
    layers.file(jar, "/opt/recap/recap-spark-jobs.jar");
    bill.jar(jar);
    bill.shaded();
    layers.begin(kind.id());
    if (kind == Kind.SPARK) {
      layers.text(resource("entrypoint.sh"), ENTRY_POINT, true);
    }
    String json = bill.json("recap-" + kind.id(), version);
    layers.text(json, BILL, false);
    Files.writeString(
        tar.resolveSibling(tar.getFileName().toString().replaceAll("\\.tar$", "") + ".cdx.json"),
        json);
    return new Result(tag, write(layers, tar, tag, scratch));
  }

  private void system(Layers layers, Path runtime, Bill bill) throws IOException {
    Map<String, Path> files = SystemFiles.find(runtime, kind == Kind.SPARK);
    Map<String, String> packages = DebianPackages.of(files.values());
    layers.begin("system");
    files.forEach((path, file) -> layers.file(file, path));
    for (String each : packages.keySet()) {
      DebianPackages.copyright(each)
          .ifPresent(file -> layers.file(file, "/usr/share/doc/" + each + "/copyright"));
    }
    layers.text(
        "root:x:0:0:root:/:/bin/bash\nrecap:x:%d:%d:recap:/tmp:/bin/bash\n".formatted(USER, USER),
        "/etc/passwd",
        false);
    layers.text("root:x:0:\nrecap:x:%d:\n".formatted(USER), "/etc/group", false);
    layers.text("passwd: files\ngroup: files\nhosts: files dns\n", "/etc/nsswitch.conf", false);
    layers.openFolder("/tmp");
    bill.debian(packages);
  }

  /** The image of Spark is made of a distribution, since it alone has the part for Kubernetes. */
  private void spark(Layers layers, Path fetched, Bill bill) throws IOException {
    layers.begin("spark");
    if (kind == Kind.SERVICE) {
      jars(layers, fetched, "", bill);
      return;
    }
    Path home =
        sparkHome
            .filter(spark -> !jarsOf(spark.resolve("jars"), "spark-kubernetes_").isEmpty())
            .orElseThrow(
                () ->
                    new ImageException(
                        "The image of Spark is made of a distribution of Spark 3.5 with its part for Kubernetes: set SPARK_HOME to one, cannot be: "
                            + sparkHome.map(Path::toString).orElse("not set")));
    jars(layers, home.resolve("jars"), "", bill);
    // The object store's client, which distributions lack.
    for (String prefix : List.of("hadoop-aws-", "aws-java-sdk-bundle-")) {
      if (jarsOf(home.resolve("jars"), prefix).isEmpty()) {
        jars(layers, fetched, prefix, bill);
      }
    }
    for (String script : List.of("spark-submit", "spark-class", "load-spark-env.sh")) {
      layers.text(
          Files.readString(home.resolve("bin").resolve(script)), "/opt/spark/bin/" + script, true);
    }
  }

  private static void jars(Layers layers, Path folder, String prefix, Bill bill)
      throws IOException {
    for (Path jar : jarsOf(folder, prefix)) {
      layers.file(jar, "/opt/spark/jars/" + jar.getFileName());
      bill.jar(jar);
    }
  }

  private static List<Path> jarsOf(Path folder, String prefix) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(".jar"))
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new ImageException("%s can't be read: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static Path jar(Path target) {
    return jarsOf(target, "recap-spark-jobs-").stream()
        .filter(file -> file.toString().endsWith("-all.jar"))
        .findFirst()
        .orElseThrow(
            () ->
                new ImageException(
                    "There is no jar of the jobs in %s: build it with mvn -DskipTests package"
                        .formatted(target)));
  }

  private String write(Layers layers, Path tar, String name, Path scratch) throws IOException {
    try {
      JibContainerBuilder builder =
          Jib.fromScratch()
              .setFileEntriesLayers(layers.all())
              .setEntrypoint(kind.entryPoint())
              .setProgramArguments(kind.arguments())
              .setEnvironment(new TreeMap<>(ENVIRONMENT))
              .setUser(Integer.toString(USER))
              .setWorkingDirectory(AbsoluteUnixPath.get("/tmp"))
              .setCreationTime(Layers.DATE);
      if (kind == Kind.SERVICE) {
        builder.addExposedPort(Port.tcp(SERVICE_PORT));
      }
      JibContainer built =
          builder.containerize(
              Containerizer.to(TarImage.at(tar).named(name))
                  .setOfflineMode(true)
                  .setToolName("recap")
                  .setBaseImageLayersCache(scratch.resolve("base"))
                  .setApplicationLayersCache(scratch.resolve("layers")));
      return built.getImageId().toString();
    } catch (InvalidImageReferenceException e) {
      throw new ImageException(
          "--name must be a name with a tag such as registry.example/recap-%s:1, cannot be: %s"
              .formatted(kind.id(), name),
          e);
    } catch (CacheDirectoryCreationException | ExecutionException | RegistryException e) {
      throw new ImageException("The image could not be written: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ImageException("The image was not written: interrupted", e);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = BuildImage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }
}
