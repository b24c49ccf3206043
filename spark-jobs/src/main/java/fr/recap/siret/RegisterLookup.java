package fr.recap.siret;

import fr.recap.elastic.Answered;
import fr.recap.elastic.MultiSearch;
import fr.recap.elastic.Search;
import fr.recap.elastic.SearchResult;
import fr.recap.forms.Failures;
import fr.recap.register.RegisterEntry;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** Reads establishments by their SIRET in the index of the register. */
final class RegisterLookup {
  private final MultiSearch client;
  private final String index;
  private final Unanswered unanswered;

  RegisterLookup(MultiSearch client, String index, Unanswered unanswered) {
    this.client = client;
    this.index = index;
    this.unanswered = unanswered;
  }

  /**
   * A form with the establishments that it asked for.
   *
   * @param found those that the index has
   * @param failure why they could not be read; null if they could
   */
  record Looked<T>(T form, List<RegisterEntry> found, String failure) {}

  String index() {
    return index;
  }

  /**
   * Reads lazily and in order.
   *
   * @param sirets that a form asks for, perhaps none
   * @throws IllegalStateException if the server does not answer and that ends all
   */
  <T> Iterator<Looked<T>> stream(Iterator<T> forms, Function<T, List<String>> sirets) {
    return Iterators.map(client.stream(forms, form -> searches(sirets.apply(form))), this::read);
  }

  private List<Search> searches(List<String> sirets) {
    return sirets.isEmpty()
        ? List.of()
        : List.of(new Search(index, RegisterDocuments.byId(sirets)));
  }

  private <T> Looked<T> read(Answered<T> answered) {
    List<RegisterEntry> found = new ArrayList<>();
    for (SearchResult result : answered.results()) {
      if (result.error().isPresent()) {
        if (unanswered == Unanswered.ENDS_ALL && !result.refused()) {
          throw new IllegalStateException(
              "Establishments of %s can't be read by their SIRET: %s"
                  .formatted(index, result.error().get()));
        }
        return new Looked<>(answered.input(), List.of(), result.error().get());
      }
      try {
        result.hits().forEach(hit -> found.add(RegisterDocuments.read(hit.id(), hit.source())));
      } catch (RuntimeException e) {
        return new Looked<>(answered.input(), List.of(), Failures.reason(e));
      }
    }
    return new Looked<>(answered.input(), found, null);
  }
}
