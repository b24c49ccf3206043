package fr.recap.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.recap.demo.SmallCampaign;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances behind a real proxy with the settings that we recommend. */
class RollingRestartTest {
  private static final String PASSWORD = "correct horse battery";
  private static final int REQUESTS_A_SECOND = 200;
  private static final int SEARCHES = 20;

  @TempDir Path folder;

  @Test
  void noRequestFails_whileInstancesAreRestartedInTurnAndOneIsKilled() throws Exception {
    assumeTrue(Nginx.isInstalled(), "nginx is not installed: no rolling restart is tried");
    SmallCampaign campaign = SmallCampaign.get();
    try (ServiceProcess first = instance(campaign, "first");
        ServiceProcess second = instance(campaign, "second")) {
      List<ServiceProcess> both = List.of(first, second);
      for (ServiceProcess instance : both) {
        instance.start();
      }
      for (ServiceProcess instance : both) {
        instance.awaitReady();
      }
      try (Nginx proxy = new Nginx(folder, freePort(), both)) {
        ServiceClient client = new ServiceClient(proxy.address());
        assertThat(client.login("anna", PASSWORD).status()).isEqualTo(200);
        SteadyLoad load = new SteadyLoad(REQUESTS_A_SECOND, number -> request(client, number));
        long begin = System.nanoTime();
        long killed;
        long gone;
        try (load) {
          for (ServiceProcess instance : both) {
            assertThat(instance.stop()).as("/ready said that it stops").isTrue();
            instance.start();
            instance.awaitReady();
          }
          killed = System.nanoTime();
          first.kill();
          gone = System.nanoTime();
          Thread.sleep(2000);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        List<SteadyLoad.Answered> all = load.end();

        assertThat(all.size()).isGreaterThan((int) (REQUESTS_A_SECOND * 0.9 * seconds));
        List<SteadyLoad.Answered> lost = new ArrayList<>(all);
        lost.removeIf(each -> !each.failed());
        // At most those that the killed one had under way.
        lost.removeIf(each -> each.sent() < gone && each.ended() > killed);
        assertThat(lost).as(proxy.log()).isEmpty();
        assertThat(client.get("/metrics").status()).isEqualTo(404);
      }
    }
  }

  /** Most only compute, some search. */
  private static HttpRequest request(ServiceClient client, int number) {
    boolean searches = number % SEARCHES == 0;
    return client
        .json(searches ? "/siret" : "/naf")
        .POST(
            HttpRequest.BodyPublishers.ofString(
                "{\"documents\": [{\"cabbi\": \"none-%d\", \"rs_x\": \"MAIRIE\", \"actet_x\": \"BOULANGERIE %d\"}]}"
                    .formatted(number, number % 1000)))
        .build();
  }

  private ServiceProcess instance(SmallCampaign campaign, String name) throws IOException {
    Path users = folder.resolve("users");
    Files.writeString(users, "anna:" + Passwords.hash(PASSWORD) + "\n");
    Map<String, String> changes = new HashMap<>();
    changes.put("work-directory", campaign.work());
    changes.put("service.users-file", "\"" + users + "\"");
    changes.put("service.behind-proxy", "true");
    changes.put("service.trusted-proxies", "[\"127.0.0.1\"]");
    changes.put("service.drain-time", "1s");
    // A machine that stands still for a moment is not what is tried here.
    changes.put("service.queue", "2000");
    return new ServiceProcess(
        campaign.settings(),
        changes,
        Map.of("RECAP_SERVICE_TOKEN_KEY", "only for tests, 32 characters or more"),
        freePort(),
        folder.resolve(name + ".log"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
