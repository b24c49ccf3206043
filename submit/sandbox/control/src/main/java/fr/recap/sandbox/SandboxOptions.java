package fr.recap.sandbox;

import java.util.EnumSet;
import java.util.Set;

/**
 * What to run, and how.
 *
 * @param servers the servers of this sandbox; never empty
 * @param searchHeapMegabytes heap of the search server, at least 256
 * @param tied whether the sandbox stops by itself when the JVM that started it ends, even by kill
 *     -9
 */
public record SandboxOptions(Set<Server> servers, int searchHeapMegabytes, boolean tied) {

  /** Checks the values. */
  public SandboxOptions {
    if (servers.isEmpty()) {
      throw new IllegalArgumentException("A sandbox needs at least one server, got none");
    }
    if (searchHeapMegabytes < 256) {
      throw new IllegalArgumentException(
          "A search server needs a heap of at least 256 MB, got: " + searchHeapMegabytes);
    }
    servers = Set.copyOf(servers);
  }

  /** All servers of data, 1 GB for Elasticsearch; they run until they are stopped. */
  public static SandboxOptions defaults() {
    return new SandboxOptions(Server.ofData(), 1024, false);
  }

  /** These and a Spark cluster of one master and two workers. */
  public SandboxOptions withSpark() {
    EnumSet<Server> all = EnumSet.copyOf(servers);
    all.addAll(Server.ofSpark());
    return new SandboxOptions(all, searchHeapMegabytes, tied);
  }

  /** These and a Hadoop cluster: HDFS of one data node, YARN of two node managers. */
  public SandboxOptions withYarn() {
    EnumSet<Server> all = EnumSet.copyOf(servers);
    all.addAll(Server.ofHadoop());
    return new SandboxOptions(all, searchHeapMegabytes, tied);
  }

  /** These, with OpenSearch in the place of Elasticsearch. */
  public SandboxOptions withOpenSearch() {
    EnumSet<Server> all = EnumSet.copyOf(servers);
    all.remove(Server.ELASTICSEARCH);
    all.add(Server.OPENSEARCH);
    return new SandboxOptions(all, searchHeapMegabytes, tied);
  }

  /** The server that jobs are told to search. */
  Server searchServer() {
    return servers.contains(Server.OPENSEARCH) ? Server.OPENSEARCH : Server.ELASTICSEARCH;
  }

  /** For a test: these servers, 512 MB for Elasticsearch, stopped with this JVM. */
  public static SandboxOptions forTests(Server first, Server... others) {
    return new SandboxOptions(EnumSet.of(first, others), 512, true);
  }
}
