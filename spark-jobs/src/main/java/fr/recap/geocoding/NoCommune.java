package fr.recap.geocoding;

/** No commune, and why. */
public record NoCommune(Refusal refusal) implements Resolution {
  @Override
  public String reason() {
    return refusal.reason();
  }
}
