package fr.recap.cluster;

import fr.recap.sandbox.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** What kill -9 takes away from a job. */
enum Victim {
  EXECUTOR("an executor") {
    @Override
    void kill(Cluster cluster, Cluster.Job job, Random random) {
      List<ProcessHandle> running = executors(cluster);
      while (running.isEmpty() && job.process().isAlive()) {
        pause(50);
        running = executors(cluster);
      }
      if (!running.isEmpty()) {
        running.get(random.nextInt(running.size())).destroyForcibly();
      }
    }
  },
  WORKER("a worker with its executors") {
    @Override
    void kill(Cluster cluster, Cluster.Job job, Random random) {
      cluster.sandbox().kill(random.nextBoolean() ? Server.SPARK_WORKER_1 : Server.SPARK_WORKER_2);
    }
  },
  DRIVER("the driver") {
    @Override
    void kill(Cluster cluster, Cluster.Job job, Random random) {
      job.process().destroyForcibly();
    }
  },
  POSTGRES("PostgreSQL") {
    @Override
    void kill(Cluster cluster, Cluster.Job job, Random random) {
      cluster.sandbox().kill(Server.POSTGRES);
    }
  },
  ELASTICSEARCH("Elasticsearch") {
    @Override
    void kill(Cluster cluster, Cluster.Job job, Random random) {
      cluster.sandbox().kill(Server.ELASTICSEARCH);
    }
  },
  STORE("the object store") {
    @Override
    void kill(Cluster cluster, Cluster.Job job, Random random) {
      cluster.sandbox().kill(Server.S3);
    }
  };

  private final String title;

  Victim(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** Kills it; does nothing where the job is over already. */
  abstract void kill(Cluster cluster, Cluster.Job job, Random random);

  /** Processes that work in the folders of the applications of both workers. */
  static List<ProcessHandle> executors(Cluster cluster) {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                worksIn(process, cluster.home(Server.SPARK_WORKER_1).resolve("work"))
                    || worksIn(process, cluster.home(Server.SPARK_WORKER_2).resolve("work")))
        .toList();
  }

  /** Whether a process has its working directory in a folder. */
  static boolean worksIn(ProcessHandle process, Path folder) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd")).startsWith(folder);
    } catch (IOException | SecurityException e) {
      return false; // It ended meanwhile, or is another user's.
    }
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
