package fr.recap.operations;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.SiretSettings.Plan;
import fr.recap.register.PublishedRegister;
import java.util.List;

/** With the plan {@code register}: its index is published and fits the tables. */
final class RegisterChecks implements Preflight.Check {
  private static final String SUBJECT = "register";

  private final RecapConfig config;

  RegisterChecks(RecapConfig config) {
    this.config = config;
  }

  @Override
  public List<Finding> run() {
    if (config.siret().plan() != Plan.REGISTER) {
      return List.of();
    }
    try {
      PublishedRegister published = PublishedRegister.resolveFor(config);
      return List.of(Finding.ok(SUBJECT, published.version() + " fits the tables"));
    } catch (ConfigException e) {
      return List.of(
          Finding.warning(
              SUBJECT,
              e.getMessage(),
              "run 'recap index register' before 'recap train siret' and 'recap code'"));
    }
  }
}
