package fr.recap.siret;

/** A form and one of its candidates as they are compared; what several features need is kept. */
final class Pair {
  private final FormView form;
  private final EstablishmentView establishment;
  private final Candidate candidate;
  private final double similarity;
  private final double encoded;
  private NameComparison names;

  /**
   * @param similarity of the texts, from 0 to 1
   * @param encoded cosine in the space of the pair encoder; NaN without one
   */
  Pair(
      FormView form,
      EstablishmentView establishment,
      Candidate candidate,
      double similarity,
      double encoded) {
    this.form = form;
    this.establishment = establishment;
    this.candidate = candidate;
    this.similarity = similarity;
    this.encoded = encoded;
  }

  FormView form() {
    return form;
  }

  EstablishmentView establishment() {
    return establishment;
  }

  Candidate candidate() {
    return candidate;
  }

  double similarity() {
    return similarity;
  }

  double encoded() {
    return encoded;
  }

  /** The employer beside all names of the establishment. */
  NameComparison names() {
    if (names == null) {
      names = NameComparison.of(form.name(), establishment);
    }
    return names;
  }
}
