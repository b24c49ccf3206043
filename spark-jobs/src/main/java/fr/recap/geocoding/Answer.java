package fr.recap.geocoding;

/**
 * What a service found.
 *
 * @param longitude degrees east, in [-180, 180]
 * @param latitude degrees north, in [-90, 90]
 * @param score in [0, 1]
 * @param type {@code housenumber}, {@code street}, {@code locality}, {@code municipality} ...
 * @param label the whole address
 * @param cityCode commune of the address; the empty string if the service doesn't tell
 */
record Answer(
    double longitude, double latitude, double score, String type, String label, String cityCode) {}
