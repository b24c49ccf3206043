/**
 * Where forms and establishments lie.
 *
 * <p>{@link fr.recap.geocoding.Communes} is the gazetteer, {@link
 * fr.recap.geocoding.CommuneResolver} finds the commune that a form means or says why it means
 * none, {@link fr.recap.geocoding.Geocoder} asks address services that speak addok's protocol for
 * the address within the commune, and {@link fr.recap.geocoding.GeocodeTable} does this for a
 * table. Without a service every row lies at the centre of its commune.
 */
package fr.recap.geocoding;
