package fr.recap.service;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.config.ConfigException;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What those who run the service may ask for over HTTP. */
final class Administration {
  static final String RELOAD = "/admin/reload";

  private static final Logger LOG = LoggerFactory.getLogger(Administration.class);

  private final Authentication authentication;
  private final List<String> admins;
  private final RequestQueue queue;
  private final ModelRegistry registry;
  private final Runnable refresh;

  /**
   * @param admins logins that may ask
   * @param queue where reloads wait
   * @param refresh what else is to be done after aliases have moved
   */
  Administration(
      Authentication authentication,
      List<String> admins,
      RequestQueue queue,
      ModelRegistry registry,
      Runnable refresh) {
    this.authentication = authentication;
    this.admins = List.copyOf(admins);
    this.queue = queue;
    this.registry = registry;
    this.refresh = refresh;
  }

  /** Takes newly published versions and moved aliases over. */
  void reload(Exchange exchange) {
    String login = authentication.login(exchange);
    exchange.askedBy(login);
    if (!admins.contains(login)) {
      throw HttpErrorException.of(403, "Only those whom service.admins names may reload");
    }
    queue.execute(() -> exchange.guard(() -> answer(exchange)));
  }

  private void answer(Exchange exchange) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    try {
      answer.put("changed", registry.reload());
      registry.refreshIndices();
      refresh.run();
    } catch (IOException | ConfigException e) {
      LOG.warn("The old versions stay: {}", e.getMessage());
      throw HttpErrorException.of(409, "The old versions stay: " + e.getMessage());
    }
    ObjectNode models = answer.putObject("models");
    registry.current().versions().forEach(models::put);
    exchange.json(200, answer);
  }
}
