package fr.recap.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;

/** The models of Kubernetes' own client, made of its API: a check that doesn't come from us. */
final class KubernetesModels {
  private static final String PACKAGE = "io.kubernetes.client.openapi.models.";

  private KubernetesModels() {}

  /**
   * What the model says against a document: an unknown, missing or ill-typed field.
   *
   * @param kind such as Pod or Volume
   */
  static Optional<String> problem(String kind, JsonNode document) {
    // Version 1 of this kind scales by the processor alone.
    String version = kind.equals("HorizontalPodAutoscaler") ? "V2" : "V1";
    try {
      Class.forName(PACKAGE + version + kind)
          .getMethod("validateJsonElement", JsonElement.class)
          .invoke(null, JsonParser.parseString(document.toString()));
      return Optional.empty();
    } catch (InvocationTargetException refused) {
      return Optional.of(refused.getCause().getMessage());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Kubernetes has no kind " + kind, e);
    }
  }
}
