package fr.recap.bench;

import fr.recap.geocoding.DeclaredPlace;

/**
 * A declared place.
 *
 * @param kind of spelling
 * @param commune code that it means; null for none
 * @param half 0 for those that parameters were chosen on, 1 for those that are held out
 */
record PlaceCase(String kind, DeclaredPlace place, String commune, int half) {}
