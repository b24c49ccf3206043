package fr.recap.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A path that answers forms.
 *
 * @param name of the path, which wraps its answers
 * @param queue where its requests wait
 * @param work from forms to an answer for each
 */
record FormEndpoint(String name, RequestQueue queue, Work work) {
  /** From forms to an answer for each, in their order. */
  @FunctionalInterface
  interface Work {
    List<ObjectNode> answer(List<SubmittedForm> forms, Published published);
  }

  String path() {
    return "/" + name;
  }
}
