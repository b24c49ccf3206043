package fr.recap.sandbox;

import java.util.EnumSet;
import java.util.Set;

/** A server of the sandbox. */
public enum Server {
  /** PostgreSQL, with the database and role {@code recap}. */
  POSTGRES("postgres", "PostgreSQL"),
  /** Elasticsearch, one node, without authentication. */
  ELASTICSEARCH("elasticsearch", "Elasticsearch"),
  /** OpenSearch, one node, without authentication; in the place of Elasticsearch. */
  OPENSEARCH("opensearch", "OpenSearch"),
  /** An S3-compatible store, with the bucket {@code recap}. */
  S3("s3", "S3 store"),
  /** The master of a Spark cluster. */
  SPARK_MASTER("spark-master", "Spark master"),
  /** Its first worker. */
  SPARK_WORKER_1("spark-worker-1", "Spark worker 1"),
  /** Its second worker. */
  SPARK_WORKER_2("spark-worker-2", "Spark worker 2"),
  /** The name node of HDFS. */
  NAME_NODE("name-node", "Name node"),
  /** Its data node. */
  DATA_NODE("data-node", "Data node"),
  /** The resource manager of YARN. */
  RESOURCE_MANAGER("resource-manager", "Resource manager"),
  /** Its first node manager. */
  NODE_MANAGER_1("node-manager-1", "Node manager 1"),
  /** Its second node manager. */
  NODE_MANAGER_2("node-manager-2", "Node manager 2");

  private static final Set<Server> SPARK =
      Set.copyOf(EnumSet.of(SPARK_MASTER, SPARK_WORKER_1, SPARK_WORKER_2));
  private static final Set<Server> HADOOP = Set.copyOf(EnumSet.range(NAME_NODE, NODE_MANAGER_2));

  private final String id;
  private final String title;

  Server(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /**
   * Those that keep a campaign's data: every sandbox has them, unless it has another search server.
   */
  public static Set<Server> ofData() {
    return EnumSet.of(POSTGRES, ELASTICSEARCH, S3);
  }

  /** Those of a Spark cluster. */
  public static Set<Server> ofSpark() {
    return SPARK;
  }

  /** Those of a Hadoop cluster: YARN and HDFS. */
  public static Set<Server> ofHadoop() {
    return HADOOP;
  }

  /** The name of its folders and its log, and of its Maven module where it has one of its own. */
  public String id() {
    return id;
  }

  /** Its name for people. */
  public String title() {
    return title;
  }
}
