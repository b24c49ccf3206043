package fr.recap.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The files that tell where YARN and HDFS are; the servers themselves are tried by YarnIT. */
class HadoopSettingsTest {
  @TempDir Path folder;

  private Layout layout;
  private ServerLibraries libraries;

  @BeforeEach
  void layOut() {
    layout = Layout.create(folder.resolve("R&D"));
    libraries = new ServerLibraries(folder.resolve("a clone/submit/sandbox"));
  }

  @Test
  void everyAddressIsOfLoopback_andClientsFindTheMasters() throws Exception {
    new NameNode(layout, libraries).announce(25_001);
    Ports ports = Ports.load(layout.ports());
    ResourceManager manager = new ResourceManager(layout, libraries);
    manager.claimFurther(ports);
    manager.announce(25_002);

    assertThat(site("core-site.xml"))
        .containsEntry("fs.defaultFS", "hdfs://127.0.0.1:25001")
        .containsEntry("hadoop.tmp.dir", layout.root() + "/hadoop-tmp");
    assertThat(site("hdfs-site.xml")).containsEntry("dfs.namenode.http-address", "127.0.0.2:25001");
    Properties yarn = site("yarn-site.xml");
    assertThat(yarn)
        .containsEntry("yarn.resourcemanager.address", "127.0.0.1:25002")
        .containsEntry("yarn.resourcemanager.webapp.address", "127.0.0.2:25002")
        .containsEntry(
            "yarn.resourcemanager.scheduler.address",
            "127.0.0.1:" + ports.claim("resource-manager-scheduler"));
    assertThat(yarn.stringPropertyNames())
        .filteredOn(name -> name.endsWith("address"))
        .hasSize(5)
        .allMatch(name -> yarn.getProperty(name).startsWith("127.0.0."));
    for (HadoopDaemon follower :
        List.of(
            new DataNode(layout, libraries),
            new NodeManager(Server.NODE_MANAGER_1, layout, libraries),
            new NodeManager(Server.NODE_MANAGER_2, layout, libraries))) {
      assertThat(follower.follows()).isTrue();
      assertThat(follower.settings(25_003).entrySet())
          .filteredOn(setting -> setting.getKey().endsWith("address"))
          .hasSize(3)
          .allMatch(setting -> setting.getValue().startsWith("127.0.0."));
    }
  }

  @Test
  void sparkGetsTheTemplateWithTheSizesOfTwoSmallNodes() throws Exception {
    Path template = folder.resolve("a clone/conf/spark-yarn.conf");
    Files.createDirectories(template.getParent());
    Files.writeString(template, "spark.master yarn\nspark.executor.instances 4\n");
    Files.createDirectories(folder.resolve("a clone/spark-jobs/target/spark/jars"));

    SparkConf.ofYarn(layout, libraries);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(layout.yarnConf())))
        .isEqualTo("rw-------");
    Properties settings = new Properties();
    try (var in = Files.newBufferedReader(layout.yarnConf())) {
      settings.load(in);
    }
    assertThat(settings)
        .containsEntry("spark.master", "yarn")
        .containsEntry("spark.executor.instances", "2");
    assertThat(settings.getProperty("spark.yarn.jars"))
        .startsWith("local:/")
        .endsWith("/a%20clone/spark-jobs/target/spark/jars/*");
  }

  @Test
  void whoDidNotFetchHadoopIsToldHow() {
    assertThatThrownBy(() -> new DataNode(layout, libraries).classPath())
        .isInstanceOf(SandboxException.class)
        .hasMessageEndingWith("build with mvn package -Pyarn");
  }

  private Properties site(String name) throws Exception {
    Properties settings = new Properties();
    NodeList properties =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(layout.hadoopConf().resolve(name).toFile())
            .getElementsByTagName("property");
    for (int i = 0; i < properties.getLength(); i++) {
      Element property = (Element) properties.item(i);
      settings.setProperty(text(property, "name"), text(property, "value"));
    }
    return settings;
  }

  private static String text(Element property, String name) {
    return property.getElementsByTagName(name).item(0).getTextContent();
  }
}
